<?cs # the journal: Lines.N at who action kind record detail path; Kinds.N Journal.kind .before .n ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Журнал</h1><p>Кто, что и когда сделал. Записи нельзя изменить или удалить.</p></div>
      <p class="acts"><a class="btn quiet" href="<?cs var:Base ?>/desk/journal.csv<?cs if:Journal.kind ?>?kind=<?cs var:Journal.kind ?><?cs /if ?>">Скачать CSV</a></p></div>
    <form class="tools" method="get" action="<?cs var:Base ?>/desk/journal">
      <label for="jk">Показать</label><select id="jk" name="kind" class="auto"><option value="">Всё</option><?cs call:choices(Kinds) ?></select><button type="submit" class="btn quiet">Показать</button>
    </form>
<?cs if:Journal.n == "0" ?>
    <div class="empty"><h2>Записей нет</h2><p>Здесь появится каждое действие на столе.</p><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/journal">Показать всё</a></p></div>
<?cs else ?>
    <table class="stack">
      <caption>Время: <?cs var:Site.zone ?></caption>
      <thead><tr><th scope="col">Когда</th><th scope="col">Кто</th><th scope="col">Что</th><th scope="col">Где</th><th scope="col">Подробности</th></tr></thead>
      <tbody>
<?cs each:line = Lines ?>
        <tr><th scope="row"><time datetime="<?cs var:line.at.iso ?>"><?cs var:line.at.near ?></time></th><td data-l="Кто"><?cs var:line.who ?></td><td data-l="Что"><?cs var:line.action ?></td><td data-l="Где"><?cs if:line.path ?><a href="<?cs var:Base ?><?cs var:line.path ?>"><?cs var:line.kind ?> <?cs var:line.record ?></a><?cs else ?><?cs var:line.kind ?><?cs /if ?></td><td data-l="Подробности"><?cs var:line.detail ?></td></tr>
<?cs /each ?>
      </tbody>
    </table>
<?cs if:Journal.before ?>
    <p class="acts f"><a class="btn quiet" href="<?cs var:Base ?>/desk/journal?before=<?cs var:Journal.before ?><?cs if:Journal.kind ?>&amp;kind=<?cs var:Journal.kind ?><?cs /if ?>">Раньше</a></p>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
