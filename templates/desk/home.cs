<?cs # first page of the desk: three questions ?>
<?cs # Home.words .year .any Today.N Week.N Later.N (when id title css label kind rubric note verb) ?>
<?cs # Mine.N id words label css due; Road.done all late ?>
<?cs # Needs.count Keys.N Cases.N; Cycle.* Idle.N Rhythm.N ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs include!"part/desk_due.cs" ?>
    <div class="ph">
      <div><h1><?cs var:Page.title ?></h1><p><?cs var:Home.words ?><?cs if:Needs.count ?> Решения ждут: <?cs var:Needs.count ?>.<?cs /if ?><?cs if:subcount(Mine) ?> <a href="#h-mine">Мои пункты дорожной карты</a><?cs /if ?></p></div>
      <p class="acts"><?cs if:Me.may_write ?><a class="btn" href="<?cs var:Base ?>/desk/story/new">Новый материал</a><?cs /if ?> <?cs if:Me.may_plan ?><a class="btn quiet" href="<?cs var:Base ?>/desk/event/new">Новое событие</a><?cs /if ?></p>
    </div>
<?cs if:Home.year ?>
    <div class="flash s-missed"><p class="g"><?cs var:Home.year ?> <a href="<?cs var:Base ?>/desk/settings#year"><?cs if:Me.may_plan ?>Начать новый программный год<?cs else ?>Программные годы<?cs /if ?></a></p></div>
<?cs /if ?>
    <div class="duo">
      <section class="panel" aria-labelledby="h-do">
        <h2 id="h-do">Сделать</h2>
<?cs if:Home.any ?>
<?cs if:subcount(Today) ?>
        <h3 class="sub">Сегодня</h3>
<?cs call:due_list(Today) ?>
<?cs /if ?>
<?cs if:subcount(Week) ?>
        <h3 class="sub">До воскресенья</h3>
<?cs call:due_list(Week) ?>
<?cs /if ?>
<?cs if:subcount(Later) ?>
        <h3 class="sub">Дальше</h3>
<?cs call:due_list(Later) ?>
<?cs /if ?>
        <p><a class="lk" href="<?cs var:Base ?>/desk/plan">Весь медиаплан</a></p>
<?cs else ?>
        <p class="f">На три недели вперёд в плане ничего нет.</p>
        <p class="acts f"><?cs if:Me.may_plan ?><a class="btn" href="<?cs var:Base ?>/desk/event/new">Добавить событие</a><?cs else ?><a class="btn" href="<?cs var:Base ?>/desk/plan">Открыть план</a><?cs /if ?></p>
<?cs /if ?>
      </section>
      <div>
<?cs if:subcount(Mine) ?>
        <section class="panel" aria-labelledby="h-mine">
          <h2 id="h-mine">Мои пункты <small>дорожной карты</small></h2>
          <ul class="list">
<?cs each:row = Mine ?>
            <li><div class="g"><a href="<?cs var:Base ?>/desk/activity/<?cs var:row.id ?>"><?cs var:row.words ?></a> <span class="st s-<?cs var:row.css ?> sh-<?cs var:row.show ?>"><?cs var:row.label ?></span><br><small><?cs var:row.due ?></small></div></li>
<?cs /each ?>
          </ul>
          <p><a class="lk" href="<?cs var:Base ?>/desk/roadmap?who=me">Все мои пункты</a></p>
        </section>
<?cs /if ?>
        <section class="panel" aria-labelledby="h-need">
          <h2 id="h-need">Нужен человек<?cs if:Needs.count ?> <span class="n hot"><?cs var:Needs.count ?></span><?cs /if ?></h2>
<?cs if:Needs.count ?>
          <ul class="list">
<?cs each:key = Keys ?>
            <li><div class="g"><a href="<?cs var:Base ?>/desk/vk"><?cs var:key.name ?></a> <?cs call:badge(key.css, key.label) ?><br><small><?cs if:key.captcha ?>ВКонтакте просит подтвердить, что вы человек<?cs else ?>ВКонтакте его больше не принимает<?cs /if ?></small></div></li>
<?cs /each ?>
<?cs each:case = Cases ?>
            <li><div class="g"><a href="<?cs var:Base ?><?cs if:case.path ?><?cs var:case.path ?><?cs else ?>/desk/attention<?cs /if ?>"><?cs var:case.title ?></a> <?cs call:badge(case.css, case.label) ?><br><small><?cs var:case.fact ?></small></div></li>
<?cs /each ?>
          </ul>
          <p><a class="lk" href="<?cs var:Base ?>/desk/attention">Разобрать по порядку</a></p>
<?cs else ?>
          <p class="f">Всё идёт само, решать нечего.</p>
<?cs /if ?>
        </section>
        <section class="panel" aria-labelledby="h-year">
          <h2 id="h-year">Как идёт год <small><?cs var:Cycle.title ?></small></h2>
          <dl class="facts">
<?cs if:Road.all ?>
            <div><dt><a href="<?cs var:Base ?>/desk/control">Дорожная карта</a></dt><dd><b><?cs var:Road.done ?></b> <small>из <?cs var:Road.all ?> выполнено<?cs if:Road.late != "0" ?>, опаздывает <?cs var:Road.late ?><?cs /if ?></small></dd></div>
<?cs /if ?>
            <div><dt>Вышло материалов</dt><dd><b><?cs var:Cycle.links ?></b> <small>нужно от <?cs var:Cycle.links_needed ?><?cs if:!Cycle.links_good ?>, пока не хватает<?cs /if ?></small></dd></div>
            <div><dt>Живых рубрик</dt><dd><b><?cs var:Cycle.rubrics ?></b> <small>нужно от <?cs var:Cycle.rubrics_needed ?><?cs if:!Cycle.rubrics_good ?>, пока не хватает<?cs /if ?></small></dd></div>
            <div><dt>По неделям</dt><dd><svg viewBox="0 0 128 12" preserveAspectRatio="none" aria-hidden="true"><path class="k-bar" d="<?cs var:Cycle.weeks ?>"/></svg><small><?cs if:Cycle.weeks_empty == "0" ?>Каждую неделю хотя бы один<?cs else ?>Пустых недель: <?cs var:Cycle.weeks_empty ?> из <?cs var:Cycle.weeks_n ?><?cs /if ?></small></dd></div>
          </dl>
<?cs if:subcount(Idle) ?>
          <p class="meta f">Ничего не запланировано в рубриках: <?cs each:rubric = Idle ?><?cs if:!first(rubric) ?>, <?cs /if ?><a href="<?cs var:Base ?>/desk/plan?view=list&amp;rubric=<?cs var:rubric.id ?>"><?cs var:rubric.title ?></a><?cs /each ?>.</p>
<?cs /if ?>
<?cs each:row = Rhythm ?>
<?cs if:row.gap ?>
          <p class="meta f"><b><?cs var:row.title ?>:</b> ничего нового с <?cs var:row.from ?> по <?cs var:row.to ?>, <?cs var:row.length ?>. Правило — не реже раза в <?cs var:row.days ?> <?cs var:row.days_word ?>.<?cs if:Me.may_write ?> <a href="<?cs var:Base ?>/desk/story/new?at=<?cs var:row.day ?>">Добавить материал</a><?cs /if ?></p>
<?cs else ?>
          <p class="meta f"><b><?cs var:row.title ?>:</b> на пять недель вперёд без больших перерывов.</p>
<?cs /if ?>
<?cs /each ?>
<?cs if:Cycle.no_channel ?>
          <p class="meta f">Сообщество ВКонтакте не подключено: материалы выходят только на сайте. <a href="<?cs var:Base ?>/desk/vk">Как подключить</a></p>
<?cs /if ?>
        </section>
      </div>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
