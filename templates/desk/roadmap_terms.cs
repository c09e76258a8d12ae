<?cs # terms that wait for a person: Map.id cycle title closed; Open; Groups.N name title about n more suggested readable month_ends ?>
<?cs # Groups.N.Rows.N id number text deadline written suggestion month_end; Decided.N the same and days ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs def:verb(kind, label, quiet) ?><button type="submit" class="btn<?cs if:quiet ?> quiet<?cs /if ?>" name="kind" value="<?cs var:kind ?>"><?cs var:label ?></button> <?cs /def ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>"><?cs var:Map.title ?></a></p><h1>Сроки, которые ждут решения<?cs if:Open != "0" ?>: <?cs var:Open ?><?cs /if ?></h1><p>Слова документа не меняются: решение записывается рядом, с вашим именем.</p></div>
    </div>
<?cs if:Open == "0" ?>
    <div class="empty"><h2>Все сроки решены</h2><p>Сомнений в словах сроков не осталось.</p><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>">Открыть дорожную карту</a></p></div>
<?cs /if ?>
<?cs if:subcount(Groups) > 1 ?>
    <nav class="panel" aria-label="Виды сомнений">
      <ul class="dots">
<?cs each:group = Groups ?>
        <li><a href="#h-<?cs var:group.name ?>"><?cs var:group.title ?></a>: <?cs var:group.n ?></li>
<?cs /each ?>
      </ul>
    </nav>
<?cs /if ?>
<?cs each:group = Groups ?>
    <section class="panel" aria-labelledby="h-<?cs var:group.name ?>">
      <h2 id="h-<?cs var:group.name ?>"><?cs var:group.title ?> <small><?cs var:group.n ?></small></h2>
      <p><?cs var:group.about ?></p>
      <form class="f" method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/terms"><?cs call:csrf() ?>
        <fieldset>
          <legend class="vh">К каким строкам относится решение</legend>
          <ul class="list terms">
<?cs each:row = group.Rows ?>
            <li><label class="opt"><input type="checkbox" name="row" value="<?cs var:row.id ?>" aria-describedby="t-<?cs var:row.id ?>" checked> <span class="vh"><?cs var:row.number ?> <?cs var:row.text ?></span></label><div class="g" id="t-<?cs var:row.id ?>"><a href="<?cs var:Base ?>/desk/activity/<?cs var:row.id ?>"><?cs if:row.number ?><?cs var:row.number ?> <?cs /if ?><?cs var:row.text ?></a><br>В документе: <?cs if:row.deadline ?>«<?cs var:row.deadline ?>»<?cs else ?>срока нет<?cs /if ?><?cs if:row.suggestion ?>. Предложение: <b><?cs var:row.suggestion ?></b><?cs elif:row.month_end ?>. До начала месяца — <b><?cs var:row.written ?></b>; до конца — <b><?cs var:row.month_end ?></b><?cs elif:row.written ?>. Как написано: <b><?cs var:row.written ?></b><?cs /if ?></div></li>
<?cs /each ?>
          </ul>
        </fieldset>
<?cs if:group.more ?>
        <p class="meta f">И ещё <?cs var:group.more ?>: покажутся, когда решите эти.</p>
<?cs /if ?>
<?cs if:!Map.closed ?>
        <p class="meta f">Снимите галочки у строк, которые решите отдельно: у каждой есть своя страница.</p>
        <p class="acts f"><?cs if:group.suggested ?><?cs call:verb("suggestion", "Принять предложения", 0) ?><?cs /if ?><?cs if:group.month_ends ?><?cs call:verb("month_end", "Срок — до конца месяца", 1) ?><?cs call:verb("as_written", "Срок — до начала месяца", 1) ?><?cs elif:group.readable ?><?cs call:verb("as_written", "Оставить как написано", 1) ?><?cs /if ?><?cs call:verb("external", "Срок из другого плана", 1) ?></p>
<?cs /if ?>
      </form>
    </section>
<?cs /each ?>
<?cs if:subcount(Decided) ?>
    <details class="panel fold">
      <summary><b>Уже решено: можно снять</b></summary>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/terms"><?cs call:csrf() ?>
        <fieldset>
          <legend class="vh">С каких строк снять решение</legend>
          <ul class="list terms">
<?cs each:row = Decided ?>
            <li><label class="opt"><input type="checkbox" name="row" value="<?cs var:row.id ?>" aria-describedby="t-<?cs var:row.id ?>"> <span class="vh"><?cs var:row.number ?> <?cs var:row.text ?></span></label><div class="g" id="t-<?cs var:row.id ?>"><a href="<?cs var:Base ?>/desk/activity/<?cs var:row.id ?>"><?cs if:row.number ?><?cs var:row.number ?> <?cs /if ?><?cs var:row.text ?></a><br>В документе: «<?cs var:row.deadline ?>». Решено: <?cs var:row.days ?></div></li>
<?cs /each ?>
          </ul>
        </fieldset>
<?cs if:!Map.closed ?>
        <p class="acts f"><?cs call:verb("withdrawn", "Снять решение", 1) ?></p>
<?cs /if ?>
      </form>
    </details>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
