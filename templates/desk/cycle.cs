<?cs # a programme cycle: Cycle.id title kind from to current organisation agreed approved order_no on; Years.N id title current here; Form.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/settings#year">Настройки</a> / Программные годы</p><h1><?cs var:Cycle.title ?></h1><p><?cs var:Cycle.kind ?>: с <?cs var:Cycle.from ?> по <?cs var:Cycle.to ?></p></div>
      <div class="acts"><?cs if:Cycle.current ?><span class="st s-published">Текущий</span><?cs elif:Me.may_plan ?><form class="acts" method="post" action="<?cs var:Base ?>/desk/cycle/<?cs var:Cycle.id ?>/current"><?cs call:csrf() ?><button type="submit" class="btn quiet">Сделать текущим</button></form><?cs /if ?></div>
    </div>
    <div class="duo">
<?cs if:Me.may_plan ?>
      <form class="panel" method="post" action="<?cs var:Base ?>/desk/cycle/<?cs var:Cycle.id ?>"><?cs call:csrf() ?>
        <h2>Что стоит на документах года</h2>
<?cs call:line(Form.title, "title", "title", "Название", "") ?>
<?cs call:line(Form.organisation, "organisation", "organisation", "Организация", "Полное название, как в шапке документов.") ?>
<?cs call:area(Form.agreed, "agreed", "agreed", "Согласовано", "Строки грифа, например: Председатель управляющего совета / И. О. Фамилия.", "3") ?>
<?cs call:area(Form.approved, "approved", "approved", "Утверждаю", "Строки грифа: должность, организация, имя.", "3") ?>
        <div class="two">
<?cs call:line(Form.order_no, "order_no", "order_no", "Номер приказа", "") ?>
          <div class="f<?cs if:Form.on.error ?> err<?cs /if ?>"><label for="on">Дата утверждения</label><?cs call:wrong(Form.on, "on") ?><input type="date" id="on" name="on" value="<?cs var:Form.on.value ?>"<?cs call:invalid(Form.on, "on") ?>></div>
        </div>
        <p class="hint f">Дни года не меняются: по ним посчитаны окна и сроки.</p>
        <p class="acts f"><button type="submit" class="btn">Сохранить</button></p>
      </form>
<?cs else ?>
      <section class="panel">
        <h2>Что стоит на документах года</h2>
        <dl class="facts wide">
          <div><dt>Организация</dt><dd><?cs var:Cycle.organisation ?></dd></div>
          <div><dt>Согласовано</dt><dd class="said"><?cs var:Cycle.agreed ?></dd></div>
          <div><dt>Утверждаю</dt><dd class="said"><?cs var:Cycle.approved ?></dd></div>
          <div><dt>Приказ</dt><dd><?cs var:Cycle.order_no ?><?cs if:Cycle.on ?> от <?cs var:Cycle.on ?><?cs /if ?></dd></div>
        </dl>
      </section>
<?cs /if ?>
      <section class="panel" aria-labelledby="h-y">
        <h2 id="h-y">Программные годы</h2>
        <ul class="list">
<?cs each:year = Years ?>
          <li><div class="g"><?cs if:year.here ?><b><?cs var:year.title ?></b><?cs else ?><a href="<?cs var:Base ?>/desk/cycle/<?cs var:year.id ?>"><?cs var:year.title ?></a><?cs /if ?><?cs if:year.current ?> <span class="st s-published">Текущий</span><?cs /if ?></div></li>
<?cs /each ?>
        </ul>
        <p class="acts f"><a class="btn quiet" href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Cycle.id ?>">Дорожная карта года</a></p>
<?cs if:Me.may_plan ?>
        <p class="f"><a class="lk" href="<?cs var:Base ?>/desk/settings#year">Начать новый программный год</a></p>
<?cs /if ?>
      </section>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
