<?cs # rows of a list of records: Register.title .name Columns.N label Records.N id heading css label updated Cells.N label text ?>
      <thead><tr><th scope="col">Запись</th><?cs each:column = Columns ?><th scope="col"><?cs var:column.label ?></th><?cs /each ?><?cs if:Register.address ?><th scope="col">Состояние</th><?cs /if ?><th scope="col">Изменена</th></tr></thead>
      <tbody>
<?cs each:record = Records ?>
        <tr><th scope="row"><a href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/<?cs var:record.id ?>"><?cs var:record.heading ?></a></th><?cs each:cell = record.Cells ?><td<?cs if:cell.text ?> data-l="<?cs var:cell.label ?>"<?cs /if ?>><?cs var:cell.text ?></td><?cs /each ?><?cs if:Register.address ?><td data-l="Состояние"><?cs call:badge(record.css, record.label) ?></td><?cs /if ?><td data-l="Изменена"><time datetime="<?cs var:record.updated.iso ?>"><?cs var:record.updated.short ?></time></td></tr>
<?cs /each ?>
      </tbody>
