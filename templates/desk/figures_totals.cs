<?cs # numbers of the school: Totals.N name label help known value day source who; History.N; Names.N Form.* Cycle.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><p><a href="<?cs var:Base ?>/desk/figures?cycle=<?cs var:Cycle.id ?>">Показатели</a> / <?cs var:Cycle.title ?></p><h1>Числа школы</h1><p>Из скольких считаются проценты. Каждое число – на свой день и со своим источником; прежние остаются.</p></div></div>
<?cs set:Cycle_page = "/desk/totals" ?>
<?cs include!"part/desk_cycle.cs" ?>
<?cs if:!Cycle.none ?>
    <table class="stack">
      <caption class="vh">Числа школы с днём и источником</caption>
      <thead><tr><th scope="col">Число</th><th scope="col">Значение</th><th scope="col">На день</th><th scope="col">Откуда</th><th scope="col">Записал</th></tr></thead>
      <tbody>
<?cs each:total = Totals ?>
        <tr id="t-<?cs var:total.name ?>"><th scope="row"><?cs var:total.label ?><?cs if:total.help ?><br><small><?cs var:total.help ?></small><?cs /if ?></th><td data-l="Значение"><?cs if:total.known ?><b><?cs var:total.value ?></b><?cs else ?>не введено<?cs /if ?></td><td<?cs if:total.known ?> data-l="На день" class="oneline"<?cs /if ?>><?cs var:total.day ?></td><td<?cs if:total.known ?> data-l="Откуда"<?cs /if ?>><?cs var:total.source ?></td><td<?cs if:total.known ?> data-l="Записал"<?cs /if ?>><?cs if:total.known ?><?cs var:total.who ?>, <?cs var:total.at.near ?><?cs /if ?></td></tr>
<?cs /each ?>
      </tbody>
    </table>
<?cs if:Me.may_plan ?>
    <section class="panel f narrower" id="new" aria-labelledby="h-n">
      <h2 id="h-n">Ввести число</h2>
      <form method="post" action="<?cs var:Base ?>/desk/totals"><?cs call:csrf() ?><input type="hidden" name="cycle" value="<?cs var:Cycle.id ?>">
        <div class="f<?cs if:Form.name.error ?> err<?cs /if ?>"><label for="name">Что это за число</label><?cs call:wrong(Form.name, "name") ?><select id="name" name="name"><?cs call:choices(Names) ?></select></div>
        <div class="two">
          <div class="f<?cs if:Form.value.error ?> err<?cs /if ?>"><label for="value">Число</label><p class="hint">На вопрос «да или нет»: 1 – да, 0 – нет.</p><?cs call:wrong(Form.value, "value") ?><input type="number" id="value" name="value" min="0" max="1000000" value="<?cs var:Form.value.value ?>"<?cs call:invalid(Form.value, "value") ?>></div>
          <div class="f<?cs if:Form.on.error ?> err<?cs /if ?>"><label for="on">На какой день</label><?cs call:wrong(Form.on, "on") ?><input type="date" id="on" name="on" value="<?cs var:Form.on.value ?>"<?cs call:invalid(Form.on, "on") ?>></div>
        </div>
<?cs call:line(Form.source, "source", "source", "Откуда число", "Например: отчёт ОО-1, приказ о тарификации.") ?>
        <p class="acts f"><button type="submit" class="btn">Записать</button></p>
      </form>
    </section>
<?cs /if ?>
<?cs if:History_any ?>
    <section class="panel f" aria-labelledby="h-h">
      <h2 id="h-h">Что вводили</h2>
      <ul class="list">
<?cs each:line = History ?>
        <li><div class="g"><?cs var:line.label ?>: <?cs var:line.value ?><br><small>на <?cs var:line.day ?>; <?cs var:line.source ?> (<?cs var:line.who ?>, <?cs var:line.at.near ?>)</small></div></li>
<?cs /each ?>
      </ul>
    </section>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
