<?cs # how a pasted roadmap was read: Import.id name preview taken undone cycle cycle_id from to ?>
<?cs # Asks.N Checks.N Notes.N title n more Rows.N n label page; Read.ok page notice results rows activities sections items joined dropped leftovers list period other approved first last before after leftovers_more dropped_more ?>
<?cs # Columns.N n heading Roles.N; Rows.N Heads.N title n line last number text Items.N Extras.N heading text deadline due result document kpi responsible joined deadline_joined Flags.N why ?>
<?cs # Others.N value label; Leftovers.N text Dropped.N line label text Warnings.N line why ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs def:doubts(list, title) ?><?cs if:subcount(list) ?>
      <h3 class="sub"><?cs var:title ?></h3>
      <ul class="list">
<?cs each:kind = list ?>
        <li><div class="g"><b><?cs var:kind.title ?>: <?cs var:kind.n ?></b><p class="jump"><?cs each:row = kind.Rows ?><a href="<?cs if:row.page == Read.page ?><?cs else ?><?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>?page=<?cs var:row.page ?><?cs /if ?>#r-<?cs var:row.n ?>"><?cs var:row.label ?></a> <?cs /each ?><?cs if:kind.more ?>и ещё <?cs var:kind.more ?><?cs /if ?></p></div></li>
<?cs /each ?>
      </ul>
<?cs /if ?><?cs /def ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Import.cycle_id ?>">Дорожная карта</a> / <a href="<?cs var:Base ?>/desk/roadmap/import?cycle=<?cs var:Import.cycle_id ?>">Из документа</a></p><h1>Проверьте, как прочитан документ</h1><p><?cs if:Import.name ?><?cs var:Import.name ?>, <?cs /if ?><?cs var:Import.cycle ?>: с <?cs var:Import.from ?> по <?cs var:Import.to ?></p></div>
      <p class="acts"><?cs if:Import.taken ?><span class="st s-published">Принято</span><?cs elif:Import.undone ?><span class="st s-skipped">Отменено</span><?cs else ?><span class="st s-draft">Не принято</span><?cs if:Read.ok ?> <a class="lk" href="#take">Принять или отказаться</a><?cs /if ?><?cs /if ?></p>
    </div>
<?cs if:Import.preview ?>
    <ol class="tabs"><li class="lk">1. Вставить</li><li class="lk" aria-current="step">2. Проверить строки</li><li class="lk">3. Принять</li></ol>
<?cs /if ?>
<?cs if:!Read.ok ?>
    <form class="panel" method="post" action="<?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>/roles"><?cs call:csrf() ?>
      <p>С такими столбцами дорожная карта не читается. Текст документа сохранён.</p>
      <p class="acts f"><button type="submit" class="btn">Прочитать, как понимает программа</button></p>
    </form>
<?cs else ?>
    <section class="panel" aria-labelledby="h-rep">
      <h2 id="h-rep">Ни одно слово не потерялось</h2>
      <dl class="facts">
        <div><dt>Строк в тексте</dt><dd><b><?cs var:Read.rows ?></b></dd></div>
        <div><dt>Мероприятий</dt><dd><b><?cs var:Read.activities ?></b></dd></div>
        <div><dt>Разделов</dt><dd><b><?cs var:Read.sections ?></b></dd></div>
        <div><dt>Пунктов внутри</dt><dd><b><?cs var:Read.items ?></b></dd></div>
        <div><dt>Строк склеено</dt><dd><b><?cs var:Read.joined ?></b></dd></div>
        <div><dt>Заголовков и повторов</dt><dd><b><?cs var:Read.dropped ?></b><?cs if:subcount(Dropped) ?> <a href="#h-drop">Какие</a><?cs /if ?></dd></div>
        <div><dt>Не вошло строк</dt><dd><b><?cs var:Read.leftovers ?></b><?cs if:subcount(Leftovers) ?> <a href="#h-left">Какие</a><?cs /if ?></dd></div>
      </dl>
<?cs if:Read.notice ?>
      <p class="meta f"><?cs var:Read.notice ?></p>
<?cs /if ?>
<?cs if:Read.list ?>
      <p class="meta f">Таблицы в тексте нет: прочитаны нумерованные строки.</p>
<?cs /if ?>
<?cs if:Read.approved ?>
      <p class="meta f">В самом документе сказано: утверждён <?cs var:Read.approved ?></p>
<?cs /if ?>
    </section>
<?cs if:Read.period && Read.other ?>
    <section class="panel s-missed" aria-labelledby="h-year">
      <h2 id="h-year">В документе другой период: <?cs var:Read.period ?></h2>
      <p>Вы выбрали <?cs var:Import.cycle ?>. Сроки без года отнесены к нему; сроки с годом остались как написаны и могли оказаться вне его.</p>
<?cs if:Import.preview && subcount(Others) ?>
      <form class="acts f" method="post" action="<?cs var:Base ?>/desk/roadmap/import"><?cs call:csrf() ?><input type="hidden" name="again" value="<?cs var:Import.id ?>">
        <label for="other">Другой год</label> <select id="other" name="cycle" class="auto"><?cs call:choices(Others) ?></select> <button type="submit" class="btn">Прочитать в этом году</button>
      </form>
<?cs /if ?>
      <p class="meta f"><?cs if:subcount(Others) ?>Нужного года нет в списке?<?cs else ?>Нужного года в программе пока нет.<?cs /if ?> <a href="<?cs var:Base ?>/desk/settings#year">Начните его в настройках</a>: текст документа сохранён и откроется из списка «Уже вставляли».</p>
    </section>
<?cs /if ?>
<?cs if:subcount(Asks) || subcount(Checks) || subcount(Notes) ?>
    <section class="panel" aria-labelledby="h-asks">
      <h2 id="h-asks">Что заметила программа</h2>
      <p class="meta">Сама она ничего не исправляет. Номер ведёт к строке.</p>
<?cs call:doubts(Asks, "Ждут вашего решения: после принятия его можно записать сразу для всех строк одного вида") ?>
<?cs call:doubts(Checks, "Проверьте в документе") ?>
<?cs call:doubts(Notes, "К сведению") ?>
    </section>
<?cs /if ?>
<?cs if:subcount(Warnings) ?>
    <section class="panel" aria-labelledby="h-warn">
      <h2 id="h-warn">Обратите внимание</h2>
      <ul class="list">
<?cs each:row = Warnings ?>
        <li><span class="w"><?cs if:row.line ?>Строка <?cs var:row.line ?><?cs /if ?></span><div class="g"><?cs var:row.why ?></div></li>
<?cs /each ?>
      </ul>
    </section>
<?cs /if ?>
    <section class="panel" aria-labelledby="h-rows">
      <h2 id="h-rows">Строки <small><?cs if:Read.activities ?>показаны <?cs var:Read.first ?>–<?cs var:Read.last ?> из <?cs var:Read.activities ?><?cs /if ?></small></h2>
<?cs if:Import.preview && subcount(Columns) ?>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>/roles"><?cs call:csrf() ?>
        <fieldset>
          <legend class="vh">Что стоит в столбцах документа</legend>
          <div class="two">
<?cs each:column = Columns ?>
            <p class="f"><label for="c<?cs var:column.n ?>">«<?cs var:column.heading ?>» — это</label><select id="c<?cs var:column.n ?>" name="c<?cs var:column.n ?>"><?cs call:choices(column.Roles) ?></select></p>
<?cs /each ?>
          </div>
          <p class="acts f"><button type="submit" class="btn quiet">Прочитать заново</button> <span class="meta">Слова документа — в кавычках, под ними — как их поняла программа.</span></p>
        </fieldset>
      </form>
<?cs /if ?>
      <table class="stack f">
        <caption class="vh">Строки дорожной карты</caption>
        <thead><tr><th scope="col">Строка</th><th scope="col" class="c30">Мероприятие</th><th scope="col">Срок</th><?cs if:Read.results ?><th scope="col">Результат</th><?cs /if ?><th scope="col">Ответственный</th><th scope="col">Отметки</th></tr></thead>
        <tbody>
<?cs each:row = Rows ?>
<?cs each:head = row.Heads ?>
          <tr class="day"><th colspan="<?cs if:Read.results ?>6<?cs else ?>5<?cs /if ?>" scope="rowgroup">Раздел: <?cs var:head.title ?></th></tr>
<?cs /each ?>
          <tr id="r-<?cs var:row.n ?>">
            <td data-l="Строка"><?cs var:row.line ?><?cs if:row.last ?>–<?cs var:row.last ?><?cs /if ?></td>
            <th scope="row"><div<?cs if:row.joined ?> class="join"<?cs /if ?>><?cs if:row.number ?><span class="meta"><?cs var:row.number ?></span> <?cs /if ?><?cs var:row.text ?><?cs if:subcount(row.Items) ?><ul class="dots"><?cs each:item = row.Items ?><li><?cs var:item.text ?></li><?cs /each ?></ul><?cs /if ?><?cs each:extra = row.Extras ?><br><small><?cs var:extra.heading ?>: <?cs var:extra.text ?></small><?cs /each ?></div></th>
            <td data-l="Срок"><?cs if:row.deadline ?>«<?cs var:row.deadline ?>»<br><?cs /if ?><small><?cs var:row.due ?></small></td>
            <?cs if:Read.results ?><td data-l="Результат"><?cs if:row.document ?><?cs var:row.document ?><br><?cs /if ?><?cs var:row.result ?><?cs if:row.kpi ?><br><small>Показатель: <?cs var:row.kpi ?></small><?cs /if ?></td><?cs /if ?>
            <td data-l="Ответственный"><?cs if:row.responsible ?><?cs var:row.responsible ?><?cs else ?>—<?cs /if ?></td>
            <td data-l="Отметки"><?cs if:row.joined ?><span class="st s-scheduled">Склеено</span><br><?cs /if ?><?cs if:row.deadline_joined ?><span class="st s-unsure">Срок склеен</span><br><?cs /if ?><?cs each:flag = row.Flags ?><small><?cs var:flag.why ?></small><br><?cs /each ?><?cs if:!row.joined && !subcount(row.Flags) ?><span class="meta">замечаний нет</span><?cs /if ?></td>
          </tr>
<?cs /each ?>
<?cs each:head = Rest.Heads ?>
          <tr class="day"><th colspan="<?cs if:Read.results ?>6<?cs else ?>5<?cs /if ?>" scope="rowgroup">Раздел: <?cs var:head.title ?></th></tr>
<?cs /each ?>
        </tbody>
      </table>
<?cs if:Read.before || Read.after ?>
      <nav aria-label="Страницы таблицы"><p class="acts f"><?cs if:Read.before ?><a class="btn quiet" href="<?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>?page=<?cs var:Read.before ?>">Назад</a><?cs /if ?> <?cs if:Read.after ?><a class="btn quiet" href="<?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>?page=<?cs var:Read.after ?>">Дальше</a><?cs /if ?></p></nav>
<?cs /if ?>
    </section>
<?cs if:subcount(Leftovers) ?>
    <details class="panel fold f"<?cs if:Read.leftovers < #13 ?> open<?cs /if ?>>
      <summary id="h-left"><b>Не вошло в мероприятия, строк: <?cs var:Read.leftovers ?></b></summary>
      <p class="meta">Обычно это шапка, подписи и пояснения. Эти слова останутся в тексте документа. Если среди них есть мероприятие, поправьте таблицу и прочитайте её ещё раз.</p>
      <ul class="list">
<?cs each:row = Leftovers ?>
        <li><div class="g said"><?cs var:row.text ?></div></li>
<?cs /each ?>
      </ul>
<?cs if:Read.leftovers_more ?>
      <p class="meta">И ещё <?cs var:Read.leftovers_more ?>: весь текст документа сохранён.</p>
<?cs /if ?>
    </details>
<?cs /if ?>
<?cs if:subcount(Dropped) ?>
    <details class="panel fold f">
      <summary id="h-drop"><b>Заголовки столбцов, повторы и черты: <?cs var:Read.dropped ?></b></summary>
      <ul class="list">
<?cs each:row = Dropped ?>
        <li><span class="w">Строка <?cs var:row.line ?></span><div class="g"><?cs if:row.text ?>«<?cs var:row.text ?>» <?cs /if ?><small><?cs var:row.label ?></small></div></li>
<?cs /each ?>
      </ul>
<?cs if:Read.dropped_more ?>
      <p class="meta">И ещё <?cs var:Read.dropped_more ?>.</p>
<?cs /if ?>
    </details>
<?cs /if ?>
<?cs if:Import.preview ?>
    <div class="foot" id="take">
      <span class="meta">Мероприятия попадут в черновик. На сайте он появится после утверждения.</span>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>/refuse"><?cs call:csrf() ?><button type="submit" class="btn quiet">Отказаться</button></form>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>/take"><?cs call:csrf() ?><button type="submit" class="btn">Принять</button></form>
    </div>
<?cs elif:Import.taken ?>
    <div class="foot">
      <span class="meta">Отменить можно, пока дорожная карта — черновик и с мероприятиями не работали.</span>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/import/<?cs var:Import.id ?>/undo"><?cs call:csrf() ?><button type="submit" class="btn quiet">Отменить импорт</button></form>
    </div>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
