<?cs # one field of a record, by its description: register_field register_value ?>
<?cs def:register_notes(field) ?><?cs if:field.help ?><p class="hint" id="<?cs var:field.id ?>-h"><?cs var:field.help ?></p><?cs /if ?><?cs call:wrong(field, field.id) ?><?cs /def ?>
<?cs def:register_described(field) ?><?cs if:field.help && field.error ?> aria-describedby="<?cs var:field.id ?>-h <?cs var:field.id ?>-e"<?cs elif:field.help ?> aria-describedby="<?cs var:field.id ?>-h"<?cs elif:field.error ?> aria-describedby="<?cs var:field.id ?>-e"<?cs /if ?><?cs if:field.error ?> aria-invalid="true"<?cs /if ?><?cs /def ?>
<?cs def:register_theirs(field) ?><?cs if:field.differs ?><p class="hint"><b>Сохранено сейчас:</b> <?cs if:field.theirs ?><?cs var:field.theirs ?><?cs else ?>пусто<?cs /if ?></p><?cs /if ?><?cs /def ?>
<?cs def:register_input(field, type) ?><input type="<?cs var:type ?>" id="<?cs var:field.id ?>" name="<?cs var:field.id ?>" value="<?cs var:field.value ?>"<?cs call:register_described(field) ?><?cs /def ?>
<?cs def:register_file_link(file) ?><a href="<?cs var:Base ?>/file/<?cs var:file.id ?>/<?cs var:file.slug ?>"><?cs var:file.filename ?></a> <small><?cs var:file.label ?>, <?cs var:file.size ?>, <?cs var:file.created.ru ?></small><?cs /def ?>
<?cs def:register_file(field) ?>
<?cs if:field.File.id ?>
              <p><?cs call:register_file_link(field.File) ?></p>
<?cs if:field.File.scanned ?>
              <p class="bad" id="<?cs var:field.id ?>-s">Это снимки страниц: программа чтения с экрана их не прочтёт. Приложите файл с текстом.</p>
<?cs /if ?>
<?cs if:subcount(field.Versions) ?>
              <details class="fold"><summary>Прежние редакции</summary>
                <ul class="list"><?cs each:version = field.Versions ?><li><?cs call:register_file_link(version) ?></li><?cs /each ?></ul>
                <p class="hint">Читатели могут открыть и прежние редакции. Если файл попал сюда по ошибке, уберите запись в архив и сделайте новую.</p>
              </details>
<?cs /if ?>
<?cs /if ?>
<?cs /def ?>
<?cs def:register_field(field) ?>
            <div class="f<?cs if:field.error ?> err<?cs /if ?>">
<?cs if:field.type == "flag" ?>
              <label class="opt"><input type="checkbox" id="<?cs var:field.id ?>" name="<?cs var:field.id ?>" value="1"<?cs if:field.checked ?> checked<?cs /if ?><?cs call:register_described(field) ?>> <?cs var:field.label ?></label>
<?cs call:register_notes(field) ?>
<?cs else ?>
              <label for="<?cs var:field.id ?>"><?cs var:field.label ?><?cs if:field.required ?> <small>обязательно</small><?cs /if ?></label>
<?cs call:register_notes(field) ?>
<?cs if:field.type == "text" ?>
              <textarea id="<?cs var:field.id ?>" name="<?cs var:field.id ?>" rows="4"<?cs call:register_described(field) ?>>
<?cs var:field.value ?></textarea>
<?cs elif:field.type == "markdown" ?>
              <textarea id="<?cs var:field.id ?>" name="<?cs var:field.id ?>" rows="10"<?cs call:register_described(field) ?>>
<?cs var:field.value ?></textarea>
              <p class="hint">Абзацы через пустую строку, **жирный**, списки через дефис, ссылки целиком.</p>
<?cs elif:field.type == "choice" ?>
              <select id="<?cs var:field.id ?>" name="<?cs var:field.id ?>" class="auto"<?cs call:register_described(field) ?>><option value="">Не выбрано</option><?cs call:choices(field.Choices) ?></select>
<?cs elif:field.type == "int" ?>
              <?cs call:register_input(field, "number") ?> class="short" min="0" max="<?cs var:field.max ?>">
<?cs elif:field.type == "date" ?>
              <?cs call:register_input(field, "date") ?> class="auto">
<?cs elif:field.type == "url" ?>
              <?cs call:register_input(field, "url") ?>>
<?cs elif:field.type == "email" ?>
              <?cs call:register_input(field, "email") ?>>
<?cs elif:field.type == "file" ?>
<?cs call:register_file(field) ?>
              <input type="file" id="<?cs var:field.id ?>" name="<?cs var:field.id ?>" accept=".pdf,.docx,.odt,.xlsx,.jpg,.jpeg,.png,.webp"<?cs call:register_described(field) ?>>
<?cs else ?>
              <?cs call:register_input(field, "text") ?>>
<?cs /if ?>
<?cs /if ?>
<?cs call:register_theirs(field) ?>
            </div>
<?cs /def ?>
<?cs def:register_value(field) ?>
<?cs if:field.type == "file" ?>
<?cs if:field.File.id ?>
          <div><dt><?cs var:field.label ?></dt><dd><?cs call:register_file_link(field.File) ?></dd></div>
<?cs /if ?>
<?cs elif:field.value || field.type == "flag" ?>
          <div><dt><?cs var:field.label ?></dt><dd class="tx"><?cs var:field.words ?></dd></div>
<?cs /if ?>
<?cs /def ?>
