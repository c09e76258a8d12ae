<?cs # the roadmap of a cycle: Cycle.id title Cycles.N Cycles_n Map.* Counts.* Tabs.N Rows.N Rows_n Rows_words Rows_before Rows_after ?>
<?cs # Counts.nobody; Sections.N Who.N Filter.on .state .mine Imports.N id name taken at who Imports_taken Proposals.n open; Form.on ?>
<?cs # Rows: Heads.N title id number text deadline due responsible people css label show reason done result Proofs.N words gone more Flags.N why hidden ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><h1>Дорожная карта</h1><p><?cs if:Map.id ?><?cs var:Map.title ?><?cs if:Map.approved ?>, утверждена <?cs var:Map.approved ?><?cs /if ?><?cs elif:Cycle.title ?><?cs var:Cycle.title ?><?cs else ?>Программный год не задан<?cs /if ?></p></div>
      <p class="acts noprint"><?cs if:Map.draft ?><span class="st s-draft">Черновик</span><?cs elif:Map.running ?><span class="st s-published">Утверждена</span><?cs elif:Map.closed ?><span class="st s-skipped">Закрыта</span><?cs /if ?><?cs if:Map.public ?> <a class="btn quiet" href="<?cs var:Base ?>/roadmap/">На сайте</a><?cs /if ?><?cs if:Me.may_plan && Map.draft ?> <a class="btn quiet" href="<?cs var:Base ?>/desk/roadmap/import?cycle=<?cs var:Cycle.id ?>">Добавить из документа</a><?cs /if ?></p>
    </div>
<?cs if:Cycles_n > 1 ?>
    <form class="tools noprint" method="get" action="<?cs var:Base ?>/desk/roadmap">
      <label for="cycle">Программный год</label><select id="cycle" name="cycle" class="auto"><?cs call:choices(Cycles) ?></select><button type="submit" class="btn quiet">Показать</button>
    </form>
<?cs /if ?>
<?cs if:!Map.id ?>
    <div class="empty">
<?cs if:Cycle.id == "0" ?>
      <h2>Сначала задайте программный год</h2>
      <p>Сроки дорожной карты считаются в нём.</p>
      <p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/settings#year">Открыть настройки</a></p>
<?cs else ?>
      <h2>Дорожной карты ещё нет</h2>
      <p>Вставьте дорожную карту, которую подписал директор: таблицу из Word, Excel или со страницы сайта. Слова останутся как в документе.</p>
<?cs if:Me.may_plan ?>
      <p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/roadmap/import?cycle=<?cs var:Cycle.id ?>">Вставить дорожную карту</a></p>
<?cs else ?>
      <p class="meta">Это делает куратор или директор.</p>
<?cs /if ?>
<?cs /if ?>
    </div>
<?cs else ?>
    <section class="panel" aria-labelledby="h-how">
      <h2 id="h-how"><?cs if:Map.draft ?>Мероприятий: <?cs var:Counts.all ?><?cs else ?>Выполнено <?cs var:Counts.done ?> из <?cs var:Counts.all ?><?cs if:Counts.whole ?> <span class="st s-published">100 %</span><?cs /if ?><?cs /if ?></h2>
      <dl class="facts">
<?cs if:!Map.draft ?>
        <div><dt>Выполнено в срок</dt><dd><b><?cs var:Counts.on_time ?></b> <small>из <?cs var:Counts.assigned ?> со сроком</small></dd></div>
        <div><dt>Выполнено с опозданием</dt><dd><b><?cs var:Counts.late ?></b></dd></div>
        <div><dt>Опаздывают</dt><dd><b><?cs var:Counts.overdue ?></b></dd></div>
<?cs /if ?>
        <div><dt>Срок не подтверждён</dt><dd><b><?cs var:Counts.open ?></b><?cs if:Counts.open && Me.may_plan && !Map.closed ?> <a class="noprint" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/terms">Решить</a><?cs /if ?></dd></div>
      </dl>
      <p class="acts f noprint"><a class="btn quiet" href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Cycle.id ?>&amp;who=me"<?cs if:Filter.mine ?> aria-current="page"<?cs /if ?>>Мои пункты</a> <a class="btn quiet" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/people">Кто за что отвечает</a> <a class="btn quiet" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/proposals">Предложения<?cs if:Proposals.open && !Map.closed ?> <span class="n hot"><?cs var:Proposals.open ?></span><?cs /if ?></a> <a class="lk" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/print">Печать</a> <a class="lk" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/docx">DOCX</a> <a class="lk" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/xlsx">XLSX</a> <a class="lk" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/csv">CSV</a> <a class="lk" href="<?cs var:Base ?>/desk/cycle/<?cs var:Cycle.id ?>">Грифы и приказ</a></p>
    </section>
<?cs if:Map.draft ?>
    <section class="panel noprint" aria-labelledby="h-draft">
      <h2 id="h-draft">Это черновик: что дальше</h2>
      <ol class="nums">
        <li><?cs if:Counts.open ?><?cs if:Me.may_plan ?><a href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/terms">Решите сроки</a><?cs else ?>Решите сроки<?cs /if ?>, которые можно понять по-разному: <?cs var:Counts.open ?>. Это можно и после утверждения.<?cs else ?>Сроки понятны все.<?cs /if ?></li>
        <li><?cs if:Counts.nobody == "0" ?><a href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/people">Ответственные назначены</a> у всех мероприятий.<?cs else ?><a href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/people">Назначьте, кто за что отвечает</a>: у людей появятся «Мои пункты» и напоминания. Пока никому не назначено: <?cs var:Counts.nobody ?>.<?cs /if ?></li>
        <li>Сверьте <a href="<?cs var:Base ?>/desk/cycle/<?cs var:Cycle.id ?>">грифы и приказ</a>: они встанут на печать.</li>
        <li>Директор утверждает. После этого слова не меняются: изменения вносят предложениями.</li>
      </ol>
<?cs if:Me.may_approve ?>
      <form class="acts f" method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/approve"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Map.version ?>">
        <label for="on">День утверждения</label> <input class="auto" type="date" id="on" name="on" value="<?cs if:Form.on.value ?><?cs var:Form.on.value ?><?cs else ?><?cs var:Map.on ?><?cs /if ?>" required> <button type="submit" class="btn">Утвердить</button>
      </form>
<?cs /if ?>
<?cs if:Me.may_plan && subcount(Imports) ?>
      <details class="fold">
        <summary>Из чего она составлена</summary>
        <ul class="list">
<?cs each:import = Imports ?>
          <li><div class="g"><a href="<?cs var:Base ?>/desk/roadmap/import/<?cs var:import.id ?>"><?cs var:import.name ?>, <?cs var:import.at.near ?></a><br><small><?cs var:import.who ?><?cs if:!import.taken ?>, ещё не принято<?cs /if ?></small></div><?cs if:import.taken ?><form method="post" action="<?cs var:Base ?>/desk/roadmap/import/<?cs var:import.id ?>/undo"><?cs call:csrf() ?><button type="submit" class="btn quiet">Отменить импорт<span class="vh">: <?cs var:import.name ?>, <?cs var:import.at.near ?></span></button></form><?cs /if ?></li>
<?cs /each ?>
        </ul>
      </details>
<?cs /if ?>
<?cs if:Me.may_plan && !Imports_taken ?>
      <details class="fold">
        <summary>Удалить черновик</summary>
        <form method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/discard"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Map.version ?>">
          <label class="opt"><input type="checkbox" name="sure" value="1" required> Черновик не нужен: удалить его со всеми строками</label>
          <p class="acts"><button type="submit" class="btn quiet">Удалить</button></p>
        </form>
      </details>
<?cs /if ?>
    </section>
<?cs elif:Me.may_plan ?>
    <details class="panel fold noprint">
      <summary><b><?cs if:Map.public ?>Что видят посетители<?cs else ?>Показать на сайте<?cs /if ?></b></summary>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/publish"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Map.version ?>">
        <fieldset>
          <legend>Кроме слов, сроков и состояния показать</legend>
<?cs each:option = Map.Shows ?>
          <label class="opt"><input type="checkbox" name="show" value="<?cs var:option.value ?>"<?cs if:option.selected ?> checked<?cs /if ?>> <?cs var:option.label ?></label>
<?cs /each ?>
        </fieldset>
        <p class="acts f"><button type="submit" class="btn" name="public" value="1"><?cs if:Map.public ?>Сохранить<?cs else ?>Опубликовать<?cs /if ?></button><?cs if:Map.public ?> <button type="submit" class="btn quiet" name="public" value="0">Скрыть с сайта</button><?cs /if ?></p>
      </form>
    </details>
    <details class="panel fold noprint">
      <summary><b>Следующий год<?cs if:Map.running ?> и конец этого<?cs /if ?></b></summary>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/next"><?cs call:csrf() ?>
        <p class="meta">Черновик на следующий год: слова те же, годы в сроках сдвинуты.</p>
        <p class="acts"><button type="submit" class="btn quiet">Подготовить следующий год</button></p>
      </form>
<?cs if:Map.running ?>
      <form class="f" method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/close"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Map.version ?>">
        <label class="opt"><input type="checkbox" name="sure" value="1" required> Год закончен: состояние больше не изменится</label>
        <p class="acts"><button type="submit" class="btn quiet">Закрыть дорожную карту</button></p>
      </form>
<?cs /if ?>
    </details>
<?cs /if ?>
    <nav class="f" aria-label="Показать по состоянию">
      <ul class="tabs">
<?cs each:tab = Tabs ?>
        <li><a href="<?cs var:Base ?><?cs var:tab.path ?>"<?cs if:tab.current ?> aria-current="page"<?cs /if ?>><?cs var:tab.label ?> <span class="n<?cs if:tab.hot ?> hot<?cs /if ?>"><?cs var:tab.count ?></span></a></li>
<?cs /each ?>
      </ul>
    </nav>
    <form class="tools row3" method="get" action="<?cs var:Base ?>/desk/roadmap">
      <input type="hidden" name="cycle" value="<?cs var:Cycle.id ?>"><?cs if:Filter.state ?><input type="hidden" name="state" value="<?cs var:Filter.state ?>"><?cs /if ?>
      <label for="section" class="vh">Раздел</label><select id="section" name="section" class="auto"><option value="">Все разделы</option><?cs call:choices(Sections) ?></select>
      <label for="who" class="vh">Ответственный</label><select id="who" name="who" class="auto"><option value="">Все ответственные</option><?cs call:choices(Who) ?></select>
      <button type="submit" class="btn quiet">Показать</button><?cs if:Filter.on ?> <a class="lk" href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Cycle.id ?>">Сбросить</a><?cs /if ?>
    </form>
<?cs if:Filter.state == "open" && Counts.open && Me.may_plan && !Map.closed ?>
    <p class="acts f noprint"><a class="btn" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/terms">Решить сразу по видам</a> <span class="meta">Одинаковые сомнения собраны вместе.</span></p>
<?cs /if ?>
<?cs if:Rows_n == "0" ?>
    <div class="empty"><?cs if:Filter.mine && !Filter.state ?><h2>За вами ничего не закреплено</h2><p>Ответственных назначает куратор: на странице «Кто за что отвечает».</p><?cs else ?><h2>Таких мероприятий нет</h2><p>Выберите другое состояние или снимите отбор.</p><?cs /if ?><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Cycle.id ?>">Показать все</a></p></div>
<?cs else ?>
    <table class="stack map">
<?cs if:Map.draft ?><?cs set:Map_span = "4" ?><?cs else ?><?cs set:Map_span = "6" ?><?cs /if ?>
      <caption><?cs var:Rows_words ?>. Слова документа — в кавычках, под ними — как их поняла программа.</caption>
      <thead><tr><th scope="col">№</th><th scope="col" class="<?cs if:Map.draft ?>c38<?cs else ?>c30<?cs /if ?>">Мероприятие</th><th scope="col">Срок</th><th scope="col">Ответственный</th><?cs if:!Map.draft ?><th scope="col">Состояние</th><th scope="col">Подтверждение</th><?cs /if ?></tr></thead>
      <tbody>
<?cs each:row = Rows ?>
<?cs each:head = row.Heads ?>
        <tr class="day"><th colspan="<?cs var:Map_span ?>" scope="rowgroup"><?cs var:head.title ?></th></tr>
<?cs /each ?>
        <tr id="a-<?cs var:row.id ?>">
          <td data-l="№"<?cs if:!row.number ?> class="nil"<?cs /if ?>><?cs if:row.number ?><?cs var:row.number ?><?cs else ?>—<?cs /if ?></td>
          <th scope="row"><a href="<?cs var:Base ?>/desk/activity/<?cs var:row.id ?>"><?cs if:row.lead ?><?cs var:row.lead ?><?cs else ?><?cs var:row.text ?><?cs /if ?></a><?cs if:row.lead ?><ul class="dots"><?cs each:part = row.Parts ?><li><?cs var:part.text ?></li><?cs /each ?></ul><?cs elif:row.result ?><br><?cs /if ?><?cs if:row.result ?><small>Результат: <?cs var:row.result ?></small><?cs /if ?><?cs if:row.hidden ?><br><small>На сайте скрыто</small><?cs /if ?></th>
          <td data-l="Срок"><?cs if:row.deadline ?>«<?cs var:row.deadline ?>»<br><?cs /if ?><small><?cs var:row.due ?></small><?cs if:Map.draft && row.show == "open" ?><br><span class="st s-<?cs var:row.css ?> sh-<?cs var:row.show ?>"><?cs var:row.label ?></span><?cs /if ?></td>
          <td data-l="Ответственный"><?cs if:row.responsible ?><?cs var:row.responsible ?><?cs else ?>—<?cs /if ?><?cs if:row.people ?><br><small><?cs var:row.people ?></small><?cs /if ?></td>
<?cs if:!Map.draft ?>
          <td data-l="Состояние"><span class="st s-<?cs var:row.css ?> sh-<?cs var:row.show ?>"><?cs var:row.label ?></span><?cs if:row.done.day ?><br><small><?cs var:row.done.day ?></small><?cs /if ?><?cs if:row.reason ?><br><small><?cs var:row.reason ?></small><?cs /if ?></td>
          <td data-l="Подтверждение"><?cs if:row.proofs ?><?cs each:proof = row.Proofs ?><?cs if:!first(proof) ?><br><?cs /if ?><?cs var:proof.words ?><?cs if:proof.gone ?> <small class="no">(<?cs var:proof.gone ?>)</small><?cs /if ?><?cs /each ?><?cs if:row.more ?><br><small>и ещё <?cs var:row.more ?></small><?cs /if ?><?cs else ?><span class="meta">пока нет</span><?cs /if ?></td>
<?cs /if ?>
        </tr>
<?cs /each ?>
      </tbody>
    </table>
<?cs if:Rows_before || Rows_after ?>
    <nav class="noprint" aria-label="Страницы таблицы"><p class="acts f"><?cs if:Rows_before ?><a class="btn quiet" href="<?cs var:Base ?><?cs var:Rows_before ?>">Назад</a><?cs /if ?> <?cs if:Rows_after ?><a class="btn quiet" href="<?cs var:Base ?><?cs var:Rows_after ?>">Дальше</a><?cs /if ?></p></nav>
<?cs /if ?>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
