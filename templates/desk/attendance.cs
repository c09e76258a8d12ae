<?cs # who came in a year: Rows.N id title at audience present total note; Sums.N label events people; Rows_none Cycle.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><p><a href="<?cs var:Base ?>/desk/events">События</a> / <?cs var:Cycle.title ?></p><h1>Присутствие на событиях</h1></div>
      <?cs if:!Cycle.none && !Rows_none ?><p class="acts noprint"><a class="btn quiet" href="<?cs var:Base ?>/desk/attendance.csv?cycle=<?cs var:Cycle.id ?>">Скачать CSV</a></p><?cs /if ?></div>
<?cs set:Cycle_page = "/desk/attendance" ?>
<?cs include!"part/desk_cycle.cs" ?>
<?cs if:!Cycle.none ?>
<?cs if:Rows_none ?>
    <div class="empty"><h2>Присутствие ещё не записано</h2><p>Откройте прошедшее событие и запишите, сколько пришло.</p><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/events?when=past">Прошедшие события</a></p></div>
<?cs else ?>
    <section class="panel mb" aria-labelledby="h-s">
      <h2 id="h-s">Всего за год</h2>
      <dl class="facts">
<?cs each:sum = Sums ?>
        <div><dt><?cs var:sum.label ?></dt><dd><b><?cs var:sum.people ?></b> <?cs var:sum.events ?></dd></div>
<?cs /each ?>
      </dl>
    </section>
    <table class="stack">
      <caption class="vh">Кто пришёл на события года</caption>
      <thead><tr><th scope="col">Событие</th><th scope="col">Когда</th><th scope="col">Кто</th><th scope="col">Пришло</th><th scope="col">Из скольких</th><th scope="col">Заметка</th></tr></thead>
      <tbody>
<?cs each:row = Rows ?>
        <tr><th scope="row"><a href="<?cs var:Base ?>/desk/event/<?cs var:row.id ?>"><?cs var:row.title ?></a></th><td data-l="Когда" class="oneline"><?cs var:row.at.ru ?></td><td data-l="Кто"><?cs var:row.audience ?></td><td data-l="Пришло"><?cs var:row.present ?></td><td<?cs if:row.total ?> data-l="Из скольких"<?cs /if ?>><?cs var:row.total ?></td><td<?cs if:row.note ?> data-l="Заметка"<?cs /if ?>><?cs var:row.note ?></td></tr>
<?cs /each ?>
      </tbody>
    </table>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
