<?cs # who answers for how much: Map.id cycle title draft closed; People.N Named.N name who words all done overdue open next; Named.N assigned match; Unassigned Matched Who.N ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs def:load(row) ?><td data-l="Всего"><?cs var:row.all ?></td><?cs if:!Map.draft ?><td data-l="Выполнено"><?cs var:row.done ?></td><td data-l="Опаздывают"><?cs if:row.overdue ?><b class="bad"><?cs var:row.overdue ?></b><?cs else ?>0<?cs /if ?></td><?cs /if ?><td data-l="Срок не подтверждён"><?cs var:row.open ?></td><td data-l="Ближайший срок" class="oneline"><?cs if:row.next ?><?cs var:row.next ?><?cs else ?>—<?cs /if ?></td><?cs /def ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>"><?cs var:Map.title ?></a></p><h1>Кто за что отвечает</h1></div>
    </div>
    <section class="panel" aria-labelledby="h-a">
      <h2 id="h-a">Учётные записи</h2>
<?cs if:subcount(People) ?>
      <table class="stack">
        <caption class="vh">Нагрузка по учётным записям</caption>
        <thead><tr><th scope="col" class="c25">Кто</th><th scope="col">Всего</th><?cs if:!Map.draft ?><th scope="col">Выполнено</th><th scope="col">Опаздывают</th><?cs /if ?><th scope="col">Срок не подтверждён</th><th scope="col">Ближайший срок</th></tr></thead>
        <tbody>
<?cs each:row = People ?>
          <tr><th scope="row"><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>&amp;who=<?cs var:row.who ?>"><?cs var:row.name ?></a></th><?cs call:load(row) ?></tr>
<?cs /each ?>
        </tbody>
      </table>
<?cs else ?>
      <p>Пока ни за кем ничего не закреплено. Свяжите имена документа с учётными записями ниже: тогда у каждого появятся «Мои пункты» и напоминания.</p>
<?cs /if ?>
    </section>
<?cs if:subcount(Named) ?>
    <section class="panel" aria-labelledby="h-n">
      <h2 id="h-n">Как названы в документе</h2>
<?cs if:Me.may_plan && !Map.closed && Unassigned ?><?cs set:To_assign = "1" ?>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/people"><?cs call:csrf() ?>
<?cs /if ?>
      <table class="stack">
        <caption class="vh">Нагрузка по словам документа</caption>
        <thead><tr><th scope="col" class="c25">Слова документа</th><th scope="col">Всего</th><?cs if:!Map.draft ?><th scope="col">Выполнено</th><th scope="col">Опаздывают</th><?cs /if ?><th scope="col">Срок не подтверждён</th><th scope="col">Ближайший срок</th><th scope="col" class="c25">Учётная запись</th></tr></thead>
        <tbody>
<?cs each:row = Named ?>
          <tr><th scope="row"><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>&amp;who=<?cs var:row.who ?>"><?cs var:row.name ?></a></th><?cs call:load(row) ?><td data-l="Учётная запись"><?cs if:row.assigned ?><?cs var:row.assigned ?><?cs elif:To_assign ?><select name="account" aria-label="Учётная запись: <?cs var:row.name ?>"><option value="">Не назначать</option><?cs each:option = Who ?><option value="<?cs var:option.value ?>=<?cs var:row.words ?>"<?cs if:option.value == row.match ?> selected<?cs /if ?>><?cs var:option.label ?></option><?cs /each ?></select><?cs else ?>не назначена<?cs /if ?></td></tr>
<?cs /each ?>
        </tbody>
      </table>
<?cs if:To_assign ?>
      <p class="acts f"><button type="submit" class="btn">Назначить выбранных</button> <span class="meta"><?cs if:Matched ?>Фамилии, которые есть среди учётных записей, выбраны заранее. Проверьте их.<?cs else ?>Каждый получит все мероприятия, в которых назван так.<?cs /if ?></span></p>
      </form>
<?cs /if ?>
    </section>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
