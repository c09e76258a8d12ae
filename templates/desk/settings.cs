<?cs # settings of the school: Form.* Colours.N Windows.N name title days after from to hour; Settings.address .zone .may ?>
<?cs # Form.links; Site.logo ?>
<?cs # Cycle.id title kind from to covers; Cycles.N of the same; Form.cycle_title _kind _from _to ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Настройки</h1></div></div>
<?cs if:Settings.may ?>
    <form method="post" action="<?cs var:Base ?>/desk/settings"><?cs call:csrf() ?>
      <div class="duo even">
        <section class="panel" aria-labelledby="h-s">
          <h2 id="h-s">Школа и раздел</h2>
<?cs call:line(Form.title, "title", "title", "Название школы", "") ?>
<?cs call:line(Form.section, "section", "section", "Название раздела", "Пусто — «Наставничество».") ?>
<?cs call:line(Form.home, "home", "home", "Адрес сайта школы", "Ссылка «назад на сайт школы» в шапке раздела.") ?>
<?cs call:line(Form.contact, "contact", "contact", "Контакты куратора", "Внизу каждой страницы: имя, кабинет, телефон школы.") ?>
<?cs call:line(Form.email, "email", "email", "Почта", "Её увидят и те, кто нашёл ошибку в безопасности раздела (файл security.txt).") ?>
<?cs call:area(Form.links, "links", "links", "Ссылки внизу страниц", "По одной в строке: сначала слова, потом адрес, например «Сайт отдела образования https://…». Не больше восьми.", "3") ?>
          <fieldset class="f">
            <legend>Цвет раздела</legend>
            <div class="swatches">
<?cs each:colour = Colours ?>
            <label class="opt k-<?cs var:colour.value ?>"><input type="radio" name="colour" value="<?cs var:colour.value ?>"<?cs if:colour.selected ?> checked<?cs /if ?>> <i class="dot"></i> <?cs var:colour.label ?></label>
<?cs /each ?>
            </div>
          </fieldset>
        </section>
        <div>
          <section class="panel" aria-labelledby="h-w">
            <h2 id="h-w">Окна и обычное время</h2>
            <p class="meta">Дни считаются от события: −5 — за пять дней, 1 — на следующий день. Новые правила действуют для новых окон.</p>
<?cs each:window = Windows ?>
            <fieldset class="f row3">
              <legend><?cs var:window.title ?></legend>
<?cs if:window.days ?>
              <p><label for="w-<?cs var:window.name ?>-from">С дня</label><input type="number" id="w-<?cs var:window.name ?>-from" name="kind.<?cs var:window.name ?>.from" min="-60" max="60" value="<?cs var:window.from ?>" required></p>
<?cs /if ?>
<?cs if:window.days || window.after ?>
              <p><label for="w-<?cs var:window.name ?>-to">По день</label><input type="number" id="w-<?cs var:window.name ?>-to" name="kind.<?cs var:window.name ?>.to" min="-60" max="60" value="<?cs var:window.to ?>" required></p>
<?cs /if ?>
              <p><label for="w-<?cs var:window.name ?>-hour">Час</label><input type="number" id="w-<?cs var:window.name ?>-hour" name="kind.<?cs var:window.name ?>.hour" min="0" max="23" value="<?cs var:window.hour ?>" required></p>
            </fieldset>
<?cs /each ?>
          </section>
          <section class="panel" aria-labelledby="h-f">
            <h2 id="h-f">Задаёт администратор сервера</h2>
            <dl class="facts wide"><div><dt>Адрес раздела</dt><dd><?cs var:Settings.address ?></dd></div><div><dt>Часовой пояс</dt><dd><?cs var:Site.zone ?> <small><?cs var:Settings.zone ?></small></dd></div></dl>
            <p class="meta f"><a href="<?cs var:Base ?>/desk/reminders">Напоминания о сроках</a> письмом: кому, когда и о чём.</p>
            <p class="meta f">Как часто должны выходить записи во ВКонтакте, задаётся <a href="<?cs var:Base ?>/desk/vk">у площадки</a>.</p>
          </section>
        </div>
      </div>
      <div class="foot"><span class="meta">Изменения попадут в журнал</span> <button type="submit" class="btn">Сохранить</button></div>
    </form>
<?cs else ?>
    <section class="panel">
      <dl class="facts wide"><div><dt>Школа</dt><dd><?cs var:Site.school ?></dd></div><div><dt>Раздел</dt><dd><?cs var:Site.title ?></dd></div><div><dt>Адрес</dt><dd><?cs var:Settings.address ?></dd></div><div><dt>Часовой пояс</dt><dd><?cs var:Site.zone ?></dd></div></dl>
      <p class="meta f">Настройки меняет куратор, директор или администратор.</p>
    </section>
<?cs /if ?>
<?cs if:Settings.may ?>
    <section class="panel f" aria-labelledby="logo">
      <h2 id="logo" tabindex="-1">Знак школы</h2>
      <p class="acts"><img class="sign" src="<?cs var:Base ?><?cs if:Site.logo ?>/media/<?cs var:Site.logo ?><?cs else ?>/static/<?cs var:Static.logo_svg ?><?cs /if ?>" height="48" alt="Знак в шапке раздела"> <?cs if:!Site.logo ?><span class="meta">Сейчас в шапке стоит знак программы.</span><?cs /if ?></p>
      <form class="f" method="post" action="<?cs var:Base ?>/desk/settings/logo" enctype="multipart/form-data"><?cs call:csrf() ?>
        <label for="sign">Картинка</label>
        <p class="hint" id="sign-h">PNG, JPEG или WebP; лучше всего PNG с прозрачным фоном, от 96 точек. В шапке знак высотой в 48 точек.</p>
        <input type="file" id="sign" name="logo" accept="image/png,image/jpeg,image/webp" aria-describedby="sign-h" required>
        <p class="acts f"><button type="submit" class="btn quiet">Загрузить знак</button></p>
      </form>
<?cs if:Site.logo ?>
      <form class="acts f" method="post" action="<?cs var:Base ?>/desk/settings/logo/remove"><?cs call:csrf() ?><button type="submit" class="btn quiet">Убрать знак</button></form>
<?cs /if ?>
    </section>
<?cs /if ?>
<?cs def:day(field, id, label) ?>
          <div class="f<?cs if:field.error ?> err<?cs /if ?>"><label for="<?cs var:id ?>"><?cs var:label ?></label><?cs call:wrong(field, id) ?><input type="date" id="<?cs var:id ?>" name="<?cs var:id ?>" value="<?cs var:field.value ?>" required<?cs call:invalid(field, id) ?>></div>
<?cs /def ?>
    <section class="panel f" aria-labelledby="year">
      <h2 id="year" tabindex="-1">Программный год</h2>
<?cs if:Cycle.title ?>
      <p><b><a href="<?cs var:Base ?>/desk/cycle/<?cs var:Cycle.id ?>"><?cs var:Cycle.title ?></a></b>, <?cs var:Cycle.kind ?>: с <?cs var:Cycle.from ?> по <?cs var:Cycle.to ?><?cs if:!Cycle.covers ?> <span class="st s-missed">Сегодня вне его</span><?cs /if ?></p>
<?cs else ?>
      <p>Программный год не задан.</p>
<?cs /if ?>
<?cs if:subcount(Cycles) ?>
      <h3 class="sub">Прежние</h3>
      <ul class="list">
<?cs each:year = Cycles ?>
        <li><span class="g"><a href="<?cs var:Base ?>/desk/cycle/<?cs var:year.id ?>"><?cs var:year.title ?></a>, <?cs var:year.kind ?>: с <?cs var:year.from ?> по <?cs var:year.to ?></span></li>
<?cs /each ?>
      </ul>
<?cs /if ?>
<?cs if:Me.may_plan ?>
      <details class="fold"<?cs if:Form.cycle_title.error || Form.cycle_kind.error || Form.cycle_from.error || Form.cycle_to.error || !Cycle.covers ?> open<?cs /if ?>>
        <summary>Начать новый программный год</summary>
        <form method="post" action="<?cs var:Base ?>/desk/settings/cycle"><?cs call:csrf() ?>
          <p class="meta">Новый год сразу станет текущим: по нему считаются итоги на первой странице. Прежний останется в списке.</p>
<?cs call:line(Form.cycle_title, "cycle_title", "cycle_title", "Название", "") ?>
          <fieldset class="f">
            <legend>Какой это год</legend>
<?cs call:wrong(Form.cycle_kind, "cycle_kind") ?>
            <label class="opt"><input type="radio" name="cycle_kind" value="school"<?cs if:!Form.cycle_kind.value || Form.cycle_kind.value == "school" ?> checked<?cs /if ?>> Учебный: с 1 сентября по 31 августа</label>
            <label class="opt"><input type="radio" name="cycle_kind" value="calendar"<?cs if:Form.cycle_kind.value == "calendar" ?> checked<?cs /if ?>> Календарный: с 1 января по 31 декабря</label>
            <label class="opt"><input type="radio" name="cycle_kind" value="period"<?cs if:Form.cycle_kind.value == "period" ?> checked<?cs /if ?>> Несколько лет: программа до десяти лет</label>
          </fieldset>
          <div class="two">
<?cs call:day(Form.cycle_from, "cycle_from", "Первый день") ?>
<?cs call:day(Form.cycle_to, "cycle_to", "Последний день") ?>
          </div>
          <p class="acts f"><button type="submit" class="btn">Начать</button></p>
        </form>
      </details>
<?cs /if ?>
    </section>
<?cs include!"layout/desk_bottom.cs" ?>
