<?cs # one standing page: Form.* Conflict Theirs.title lead text who at ?>
<?cs # Topic.name title address own fixed hidden stale fresh what records records_title fresh_page site versions ?>
<?cs # Topic.preview preview_title preview_lead html; Versions.N version who at first ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div>
        <p><a href="<?cs var:Base ?>/desk/topics">Страницы раздела</a></p>
        <h1><?cs if:Topic.fresh_page ?>Новая страница<?cs else ?><?cs var:Topic.title ?><?cs /if ?></h1>
      </div>
<?cs if:!Topic.fresh_page ?>
      <p class="acts"><?cs if:Topic.hidden ?><span class="st s-draft">Скрыта</span><?cs else ?><a class="btn quiet" href="<?cs var:Base ?><?cs var:Topic.address ?>">На сайте</a><?cs /if ?></p>
<?cs /if ?>
    </div>
<?cs if:Conflict ?>
    <div class="flash s-unknown" role="alert">
      <p class="g"><b>Пока вы правили, страницу сохранил<?cs if:Theirs.who ?> другой человек: <?cs var:Theirs.who ?>, <?cs var:Theirs.at.near ?><?cs else ?> другой человек<?cs /if ?>.</b> Ваш текст остался в форме, сохранённый — ниже неё. Перенесите нужное и сохраните ещё раз: останется то, что в форме.</p>
    </div>
<?cs elif:Form.errors && Form.errors != "0" ?>
    <div class="flash s-failed" role="alert"><span>Страница не сохранена: исправьте отмеченное.</span></div>
<?cs /if ?>
    <div class="duo">
      <div>
<?cs if:Topic.preview ?>
        <section class="panel" aria-labelledby="preview">
          <h2 id="preview" tabindex="-1">Так страницу увидят <small>ещё не сохранено</small></h2>
          <p><b><?cs var:Topic.preview_title ?></b></p>
          <?cs if:Topic.preview_lead ?><p class="tx"><?cs var:Topic.preview_lead ?></p><?cs /if ?>
          <div class="text"><?cs var:raw(Topic.html) ?></div>
        </section>
<?cs /if ?>
<?cs if:Me.may_plan ?>
        <form method="post" action="<?cs var:Base ?>/desk/topics/<?cs if:Topic.fresh_page ?>new<?cs else ?><?cs var:Topic.name ?><?cs /if ?>"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Form.version.value ?>">
          <section class="panel" aria-labelledby="h-text">
            <h2 id="h-text">Текст</h2>
<?cs call:line(Form.title, "title", "title", "Название", "") ?>
<?cs call:area(Form.lead, "lead", "lead", "Вводка", "Одно-два предложения под названием: их увидят и в поиске.", "2") ?>
            <div class="f<?cs if:Form.text.error ?> err<?cs /if ?>">
              <label for="text">Текст</label>
              <p class="hint" id="text-h">Абзацы через пустую строку, # перед заголовком, **жирный**, списки через дефис, ссылки целиком.</p>
              <?cs call:wrong(Form.text, "text") ?>
              <textarea id="text" name="text" rows="18" aria-describedby="text-h"<?cs if:Form.text.error ?> aria-invalid="true"<?cs /if ?>>
<?cs var:Form.text.value ?></textarea>
            </div>
          </section>
          <section class="panel" aria-labelledby="h-place">
            <h2 id="h-place">Место на сайте</h2>
<?cs if:Topic.own || Topic.fresh_page ?>
            <div class="two">
<?cs call:line(Form.menu, "menu", "menu", "Слово в меню", "Пусто — название целиком.") ?>
<?cs call:line(Form.name, "name", "name", "Адрес", "Латинские буквы, цифры и дефис. Пусто — по названию. Прежний адрес будет вести сюда же.") ?>
            </div>
<?cs else ?>
<?cs call:line(Form.menu, "menu", "menu", "Слово в меню", "Пусто — название целиком.") ?>
<?cs /if ?>
            <fieldset class="f">
              <legend>Где стоит ссылка</legend>
              <label class="opt"><input type="checkbox" name="in_menu" value="1"<?cs if:Form.in_menu.checked ?> checked<?cs /if ?>> В меню</label>
              <label class="opt"><input type="checkbox" name="in_foot" value="1"<?cs if:Form.in_foot.checked ?> checked<?cs /if ?>> Внизу каждой страницы</label>
            </fieldset>
<?cs if:!Topic.fixed ?>
            <p class="f<?cs if:Form.hidden.error ?> err<?cs /if ?>"><label class="opt"><input type="checkbox" name="hidden" value="1"<?cs if:Form.hidden.checked ?> checked<?cs /if ?>> <span>Скрыть<br><small>Читатели страницу не увидят и не найдут.</small></span></label></p>
<?cs /if ?>
          </section>
          <div class="foot">
            <span class="meta"><?cs if:Topic.fresh_page ?>Появится последней в списке страниц<?cs else ?><?cs var:Topic.site ?><?cs var:Topic.address ?><?cs /if ?></span>
            <button type="submit" class="btn quiet" name="do" value="preview" formnovalidate>Посмотреть</button>
            <button type="submit" class="btn" name="do" value="save"><?cs if:Topic.fresh_page ?>Добавить<?cs else ?>Сохранить<?cs /if ?></button>
          </div>
        </form>
<?cs else ?>
        <section class="panel">
          <h2>Текст</h2>
          <?cs if:Form.lead.value ?><p class="tx"><b><?cs var:Form.lead.value ?></b></p><?cs /if ?>
          <p class="tx"><?cs var:Form.text.value ?></p>
          <p class="meta f">Страницы меняет куратор или директор.</p>
        </section>
<?cs /if ?>
<?cs if:Conflict ?>
        <section class="panel" aria-labelledby="h-theirs">
          <h2 id="h-theirs">Сохранено сейчас</h2>
          <p class="f"><b><?cs var:Theirs.title ?></b></p>
          <?cs if:Theirs.lead ?><p class="tx"><?cs var:Theirs.lead ?></p><?cs /if ?>
          <p class="tx"><?cs var:Theirs.text ?></p>
        </section>
<?cs /if ?>
      </div>
      <div class="side">
<?cs if:!Topic.fresh_page ?>
        <section class="panel" aria-labelledby="h-fresh">
          <h2 id="h-fresh">Свежесть<?cs if:Topic.stale ?> <span class="st s-missed">Давно не обновлялась</span><?cs /if ?></h2>
          <p><?cs if:Topic.fresh.near ?>Обновлено <?cs var:Topic.fresh.near ?>: <?cs var:Topic.what ?>.<?cs else ?>Стоит готовый текст, его ещё никто не менял и не проверял.<?cs /if ?></p>
<?cs if:Topic.records ?>
          <p class="f">Страница показывает записи: <a href="<?cs var:Base ?>/desk/registers/<?cs var:Topic.records ?>"><?cs var:Topic.records_title ?></a></p>
<?cs /if ?>
<?cs if:Me.may_plan ?>
          <form class="f" method="post" action="<?cs var:Base ?>/desk/topics/<?cs var:Topic.name ?>/check"><?cs call:csrf() ?><input type="hidden" name="back" value="/desk/topics/<?cs var:Topic.name ?>"><p class="hint">Прочитали, исправлять нечего:</p><p class="acts"><button type="submit" class="btn quiet">Всё верно</button></p></form>
<?cs /if ?>
        </section>
<?cs if:subcount(Versions) ?>
        <details class="panel fold">
          <summary><b>История, <?cs var:Topic.versions ?></b></summary>
          <ol class="list">
<?cs each:version = Versions ?>
            <li><span class="w"><?cs if:version.first ?>Вначале<?cs else ?><?cs var:version.at.near ?><?cs /if ?></span><div class="g"><?cs if:version.first ?>Готовый текст<?cs else ?><?cs var:version.who ?><?cs /if ?>. <a href="<?cs var:Base ?>/desk/topics/<?cs var:Topic.name ?>/versions/<?cs var:version.version ?>"><?cs if:version.first ?>Посмотреть<?cs else ?>Что изменилось<?cs /if ?><span class="vh"> в версии <?cs var:version.version ?></span></a></div></li>
<?cs /each ?>
          </ol>
        </details>
<?cs /if ?>
<?cs if:Topic.own && Me.may_plan ?>
        <details class="panel fold">
          <summary><b>Удалить страницу…</b></summary>
          <form method="post" action="<?cs var:Base ?>/desk/topics/<?cs var:Topic.name ?>/remove"><?cs call:csrf() ?>
            <p>Страница исчезнет из раздела и из поиска. Если она может понадобиться, лучше скрыть её.</p>
            <p class="acts f"><button type="submit" class="btn quiet">Удалить страницу</button></p>
          </form>
        </details>
<?cs /if ?>
<?cs else ?>
        <section class="panel" aria-labelledby="h-tip">
          <h2 id="h-tip">Своя страница</h2>
          <p>Для того, чего нет среди готовых: школа наставника, конкурс, вопросы и ответы. Новость или событие сюда не пишут: для них есть медиаплан.</p>
        </section>
<?cs /if ?>
      </div>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
