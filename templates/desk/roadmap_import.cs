<?cs # where a roadmap is pasted: Cycles.N Cycles_n Form.text .approved Imports.N id name cycle state at who ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/roadmap">Дорожная карта</a></p><h1>Дорожная карта из документа</h1></div>
    </div>
<?cs if:Cycles_n == "0" ?>
    <div class="empty"><h2>Сначала задайте программный год</h2><p>Сроки дорожной карты считаются в нём.</p><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/settings#year">Открыть настройки</a></p></div>
<?cs else ?>
    <ol class="tabs"><li class="lk" aria-current="step">1. Вставить</li><li class="lk">2. Проверить строки</li><li class="lk">3. Принять</li></ol>
    <form class="panel" method="post" action="<?cs var:Base ?>/desk/roadmap/import" enctype="multipart/form-data"><?cs call:csrf() ?>
      <p class="f"><label for="cycle">Программный год</label><select id="cycle" name="cycle" class="auto"><?cs call:choices(Cycles) ?></select></p>
      <div class="f<?cs if:Form.approved.error ?> err<?cs /if ?>"><label for="approved">Когда утверждён документ</label><p class="hint" id="approved-h">Нужно, чтобы заметить сроки раньше этого дня. Можно не указывать: тогда возьмём день, который записан у года.</p><?cs call:wrong(Form.approved, "approved") ?><input type="date" class="auto" id="approved" name="approved" value="<?cs var:Form.approved.value ?>"<?cs if:Form.approved.error ?><?cs call:invalid(Form.approved, "approved") ?><?cs else ?> aria-describedby="approved-h"<?cs /if ?>></div>
      <div class="f">
        <label for="text">Таблица из документа</label>
        <p class="hint" id="text-h">Откройте документ, выделите таблицу целиком, скопируйте и вставьте сюда. Ничего не исправляйте: ошибки и повторы мы покажем. Больше тысячи строк удобнее загрузить файлом.</p>
        <textarea id="text" name="text" rows="12" aria-describedby="text-h" spellcheck="false">
<?cs var:Form.text.value ?></textarea>
      </div>
      <div class="f">
        <label for="file">Или файл</label>
        <p class="hint" id="file-h">DOCX, ODT, XLSX, PDF, TXT, CSV или HTML, до 4 МБ текста и 6000 строк. Если выбран файл, поле выше не читается.</p>
        <input type="file" id="file" name="file" aria-describedby="file-h" accept=".docx,.odt,.xlsx,.pdf,.txt,.tsv,.csv,.md,.html,.htm">
      </div>
      <p class="acts f"><button type="submit" class="btn">Прочитать</button> <span class="meta">Сначала покажем, что прочитали. Ничего не изменится, пока вы не примете.</span></p>
    </form>
<?cs if:subcount(Imports) ?>
    <section class="panel f" aria-labelledby="h-before">
      <h2 id="h-before">Уже вставляли</h2>
      <ul class="list">
<?cs each:import = Imports ?>
        <li><div class="g"><a href="<?cs var:Base ?>/desk/roadmap/import/<?cs var:import.id ?>"><?cs var:import.name ?>, <?cs var:import.at.near ?></a> <?cs if:import.state == "taken" ?><span class="st s-published">Принято</span><?cs elif:import.state == "undone" ?><span class="st s-skipped">Отменено</span><?cs else ?><span class="st s-draft">Не принято</span><?cs /if ?><br><small><?cs var:import.cycle ?>; <?cs var:import.who ?></small></div></li>
<?cs /each ?>
      </ul>
    </section>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
