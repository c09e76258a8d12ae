<?cs # lines of the plan: Rows.N day day_ymd is_event id title kind rubric channels responsible css label link hm window event ?>
      <thead><tr><th scope="col">Время</th><th scope="col">Событие, тема</th><th scope="col">Вид</th><th scope="col">Рубрика</th><th scope="col">Площадка</th><th scope="col">Ответственный</th><th scope="col">Статус</th><th scope="col">Ссылка</th></tr></thead>
      <tbody>
<?cs each:row = Rows ?>
<?cs if:row.day ?>
        <tr class="day" id="d-<?cs var:row.day_ymd ?>"><th colspan="8" scope="rowgroup"><?cs var:row.day ?></th></tr>
<?cs /if ?>
<?cs if:row.is_event ?>
        <tr><td data-l="Время"><?cs var:row.hm ?></td><th scope="row"><a href="<?cs var:Base ?>/desk/event/<?cs var:row.id ?>"><?cs var:row.title ?></a></th><td data-l="Вид">Событие</td><td class="nil" data-l="Рубрика">—</td><td class="nil" data-l="Площадка">—</td><td<?cs if:!row.responsible ?> class="nil"<?cs /if ?> data-l="Ответственный"><?cs if:row.responsible ?><?cs var:row.responsible ?><?cs else ?>—<?cs /if ?></td><td<?cs if:!row.cancelled ?> class="nil"<?cs /if ?> data-l="Статус"><?cs if:row.cancelled ?><span class="st s-skipped">Отменено</span><?cs else ?>—<?cs /if ?></td><td class="nil" data-l="Ссылка">—</td></tr>
<?cs else ?>
        <tr><td<?cs if:!row.hm ?> class="nil"<?cs /if ?> data-l="Время"><?cs if:row.hm ?><?cs var:row.hm ?><?cs else ?>—<?cs /if ?></td><th scope="row"><a href="<?cs var:Base ?>/desk/story/<?cs var:row.id ?>"><?cs var:row.title ?></a><?cs if:row.window && !row.hm ?> <small>окно: <?cs var:row.window ?></small><?cs elif:row.event && !row.slot ?> <small>к событию <?cs var:row.event ?></small><?cs /if ?></th><td data-l="Вид"><?cs var:row.kind ?></td><td<?cs if:!row.rubric ?> class="nil"<?cs /if ?> data-l="Рубрика"><?cs if:row.rubric ?><?cs var:row.rubric ?><?cs else ?>—<?cs /if ?></td><td data-l="Площадка"><?cs var:row.channels ?></td><td<?cs if:!row.responsible ?> class="nil"<?cs /if ?> data-l="Ответственный"><?cs if:row.responsible ?><?cs var:row.responsible ?><?cs else ?>—<?cs /if ?></td><td data-l="Статус"><span class="st s-<?cs var:row.css ?>"><?cs var:row.label ?></span></td><td<?cs if:!row.link ?> class="nil"<?cs /if ?> data-l="Ссылка"><?cs if:row.link ?><a href="<?cs var:row.link ?>">Открыть<span class="vh">: <?cs var:row.title ?></span></a><?cs else ?>—<?cs /if ?></td></tr>
<?cs /if ?>
<?cs /each ?>
      </tbody>
