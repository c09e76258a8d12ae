<?cs # rows of the control sheet: Rows.N id number text section deadline days responsible people state css done promised lacking remark Proofs.N words gone path url ?>
      <thead><tr><th scope="col" class="c25">Мероприятие</th><th scope="col">Срок</th><th scope="col">Ответственный</th><th scope="col">Состояние</th><th scope="col">Подтверждения</th><th scope="col">Замечание</th></tr></thead>
      <tbody>
<?cs each:row = Rows ?>
<?cs if:row.section ?>
        <tr class="day"><th colspan="6" scope="colgroup"><?cs var:row.section ?></th></tr>
<?cs /if ?>
        <tr><th scope="row"><a href="<?cs var:Base ?>/desk/activity/<?cs var:row.id ?>"><?cs if:row.number ?><?cs var:row.number ?> <?cs /if ?><?cs var:row.text ?></a></th><td<?cs if:row.deadline || row.days ?> data-l="Срок"<?cs /if ?>><?cs var:row.deadline ?><?cs if:row.days ?><br><small><?cs var:row.days ?></small><?cs /if ?></td><td<?cs if:row.responsible || row.people ?> data-l="Ответственный"<?cs /if ?>><?cs var:row.responsible ?><?cs if:row.people ?><br><small><?cs var:row.people ?></small><?cs /if ?></td><td data-l="Состояние"><span class="st <?cs var:row.css ?>"><?cs var:row.state ?></span><?cs if:row.done ?><br><small class="nb"><?cs var:row.done ?></small><?cs /if ?></td><td<?cs if:row.promised || row.Proofs.0.words ?> data-l="Подтверждения"<?cs /if ?>><?cs each:proof = row.Proofs ?><?cs if:proof.path ?><a href="<?cs var:Base ?><?cs var:proof.path ?>"><?cs var:proof.words ?></a><?cs elif:proof.url ?><a href="<?cs var:proof.url ?>"><?cs var:proof.words ?></a><?cs else ?><?cs var:proof.words ?><?cs /if ?><?cs if:proof.gone ?> <small class="no">(<?cs var:proof.gone ?>)</small><?cs /if ?><br><?cs /each ?><?cs if:row.promised ?><small>обещано: <?cs var:row.promised ?>; <?cs if:row.lacking ?>нет: <?cs var:row.lacking ?><?cs else ?>всё есть<?cs /if ?></small><?cs /if ?></td><td<?cs if:row.remark ?> data-l="Замечание"<?cs /if ?>><?cs var:row.remark ?></td></tr>
<?cs /each ?>
      </tbody>
