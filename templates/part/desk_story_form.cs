<?cs # the editor of a story: Form.* Story.* Kinds.N Rubrics.N Who.N Channels.N Photos.N Theirs.* ?>
        <form method="post" action="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>" enctype="multipart/form-data" id="editor" data-editor data-name="<?cs var:Story.id ?>"<?cs if:Story.is_published ?> data-manual<?cs /if ?>>
          <?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Form.version.value ?>">
          <section class="panel" aria-labelledby="h-text">
            <h2 id="h-text"><?cs if:Story.is_published ?>Исправление<?cs else ?>Текст<?cs /if ?></h2>
<?cs call:line(Form.title, "title", "title", "Заголовок", "") ?>
            <div class="two">
              <div class="f<?cs if:Form.kind.error ?> err<?cs /if ?>"><label for="kind">Вид</label><?cs call:wrong(Form.kind, "kind") ?><select id="kind" name="kind"><?cs call:choices(Kinds) ?></select></div>
              <div class="f<?cs if:Form.rubric.error ?> err<?cs /if ?>"><label for="rubric_id">Рубрика</label><?cs call:wrong(Form.rubric, "rubric_id") ?><select id="rubric_id" name="rubric"><option value="0">Не выбрана</option><?cs call:choices(Rubrics) ?></select></div>
            </div>
<?cs call:area(Form.lead, "lead", "lead", "Вводка", "Одно-два предложения: их увидят в списке новостей и в карточке ссылки.", "2") ?>
            <div class="f<?cs if:Form.text.error ?> err<?cs /if ?>">
              <label for="text">Текст для сайта</label>
              <p class="hint" id="text-h">Абзацы через пустую строку, **жирный**, списки через дефис, ссылки целиком.</p>
              <?cs call:wrong(Form.text, "text") ?>
              <textarea id="text" name="text" rows="14" aria-describedby="text-h"<?cs if:Form.text.error ?> aria-invalid="true"<?cs /if ?>>
<?cs var:Form.text.value ?></textarea>
              <p class="meta" id="text-n">Знаков: <?cs var:Preview.chars ?></p>
            </div>
<?cs if:Form.vk_own.checked ?>
            <div class="f<?cs if:Form.vk_text.error ?> err<?cs /if ?>">
              <label for="vk_text">Текст для ВКонтакте</label>
              <p class="hint">Отвязан от текста для сайта: правки там сюда не попадут.<?cs if:Story.hashtag ?> Хештег рубрики и адрес материала добавятся сами.<?cs else ?> Хештег рубрики и адрес материала добавятся сами.<?cs /if ?></p>
              <?cs call:wrong(Form.vk_text, "vk_text") ?>
              <input type="hidden" name="vk_own" value="1">
              <textarea id="vk_text" name="vk_text" rows="8">
<?cs var:Form.vk_text.value ?></textarea>
              <p class="acts"><button type="submit" class="btn quiet" name="do" value="link" formnovalidate>Вернуть к тексту для сайта</button></p>
            </div>
<?cs else ?>
            <div class="f" id="vk_text">
              <p><b>Текст для ВКонтакте</b></p>
              <p class="hint">Повторяет текст для сайта, рядом видно, как он выйдет. Нужен короче или другой — отвяжите.</p>
              <p class="acts"><button type="submit" class="btn quiet" name="do" value="detach" formnovalidate>Написать отдельный текст</button></p>
            </div>
<?cs /if ?>
          </section>
          <section class="panel" aria-labelledby="photos" data-region="photos" data-photos="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>/photo">
            <h2 id="photos" tabindex="-1">Снимки <small><?cs var:Photos_n ?> из <?cs var:Photos_max ?></small></h2>
<?cs if:subcount(Photos) ?>
            <ul class="list photos">
<?cs each:photo = Photos ?>
              <li>
                <img src="<?cs var:Base ?>/media/<?cs var:photo.name ?>-480.webp" width="<?cs var:photo.width ?>" height="<?cs var:photo.height ?>" alt="" loading="lazy">
                <div class="g<?cs if:!photo.alt ?> err<?cs /if ?>"><label for="a<?cs var:photo.num ?>">Описание снимка <?cs var:photo.num ?></label><?cs if:!photo.alt ?><p class="msg" id="a<?cs var:photo.num ?>-e">Опишите снимок для тех, кто его не видит</p><?cs /if ?><input type="text" id="a<?cs var:photo.num ?>" name="alt-<?cs var:photo.id ?>" value="<?cs var:photo.alt ?>" maxlength="300"<?cs if:!photo.alt ?> aria-describedby="a<?cs var:photo.num ?>-e"<?cs /if ?>></div>
<?cs if:!Story.is_published ?>
                <p class="acts"><?cs if:!photo.first ?><button type="submit" class="btn quiet" name="do" value="photo-up-<?cs var:photo.id ?>" formnovalidate>Выше<span class="vh">: снимок <?cs var:photo.num ?></span></button><?cs /if ?> <?cs if:!photo.last ?><button type="submit" class="btn quiet" name="do" value="photo-down-<?cs var:photo.id ?>" formnovalidate>Ниже<span class="vh">: снимок <?cs var:photo.num ?></span></button><?cs /if ?> <button type="submit" class="btn quiet" name="do" value="photo-remove-<?cs var:photo.id ?>" formnovalidate>Убрать<span class="vh">: снимок <?cs var:photo.num ?></span></button></p>
<?cs /if ?>
              </li>
<?cs /each ?>
            </ul>
<?cs /if ?>
<?cs if:Story.is_published ?>
            <p class="meta f">В вышедшем материале можно поправить описания снимков.</p>
<?cs elif:Photos_full ?>
            <p class="meta f">Больше десяти снимков ВКонтакте не принимает.</p>
<?cs else ?>
            <div class="f"><label for="up">Добавить снимки</label><p class="hint" id="up-h">JPEG, PNG, WebP или HEIC, каждый до 20 МБ. Место и время съёмки из файла удаляются.</p><input type="file" id="up" name="photo" multiple accept="image/jpeg,image/png,image/webp,image/heic,image/heif" aria-describedby="up-h"></div>
            <p class="acts"><button type="submit" class="btn quiet" name="do" value="upload" formnovalidate>Загрузить</button> <progress id="up-progress" max="100" value="0" hidden aria-label="Загрузка снимков"></progress> <span class="meta" id="up-words" role="status"></span></p>
<?cs /if ?>
          </section>
          <section class="panel" aria-labelledby="h-pp">
            <h2 id="h-pp">Люди</h2>
            <fieldset>
              <legend id="people" tabindex="-1">В материале названы или показаны люди?</legend>
              <?cs call:wrong(Form.people, "people") ?>
              <label class="opt"><input type="radio" name="people" value="no"<?cs if:Form.people.value == "no" ?> checked<?cs /if ?>> Нет, никого узнать нельзя</label>
              <label class="opt"><input type="radio" name="people" value="yes"<?cs if:Form.people.value == "yes" ?> checked<?cs /if ?>> Да, есть имена или лица</label>
            </fieldset>
<?cs if:Story.is_published ?>
            <p class="f"><label class="opt"><input type="checkbox" id="consents" name="consents" value="1"<?cs if:Form.consents.checked ?> checked<?cs /if ?>> <span>Согласия всех названных и показанных проверены<br><small>Нужно, если люди есть. Подтверждает: <?cs var:Me.name ?>. Запись останется в журнале.</small></span></label></p>
<?cs else ?>
            <p class="meta">Если люди есть, директор при согласовании подтвердит, что согласия проверены.</p>
<?cs /if ?>
          </section>
<?cs if:Story.is_published ?>
<?cs each:channel = Channels ?><?cs if:channel.selected ?><input type="hidden" name="channel" value="<?cs var:channel.value ?>"><?cs /if ?><?cs /each ?>
          <input type="hidden" name="when" value="at"><input type="hidden" name="at" value="<?cs var:Form.at.value ?>"><input type="hidden" name="who" value="<?cs var:Form.who.value ?>">
<?cs else ?>
          <section class="panel" aria-labelledby="h-when">
            <h2 id="h-when">Когда и где выйдет</h2>
<?cs if:Story.has_window ?>
            <p class="meta">Окно <?cs var:Story.window_full ?>.</p>
<?cs /if ?>
            <div class="two">
            <fieldset>
              <legend>Время выхода</legend>
<?cs if:Story.slot_at.near ?>
              <label class="opt"><input type="radio" name="when" value="slot"<?cs if:Form.when.value == "slot" ?> checked<?cs /if ?>> Обычное время: <?cs var:Story.slot_at.near ?></label>
<?cs /if ?>
              <label class="opt"><input type="radio" name="when" value="at"<?cs if:Form.when.value == "at" ?> checked<?cs /if ?>> В назначенное время</label>
              <div class="<?cs if:Form.at.error ?>err<?cs /if ?>"><label class="vh" for="at">Дата и время выхода</label><?cs call:wrong(Form.at, "at") ?><input type="datetime-local" id="at" name="at" value="<?cs var:Form.at.value ?>"<?cs call:invalid(Form.at, "at") ?>></div>
              <label class="opt"><input type="radio" name="when" value="later"<?cs if:Form.when.value == "later" ?> checked<?cs /if ?>> Решим после согласования</label>
            </fieldset>
            <div>
            <fieldset>
              <legend>Площадки</legend>
              <label class="opt"><input type="checkbox" checked disabled> Сайт</label>
<?cs each:channel = Channels ?>
              <label class="opt"><input type="checkbox" name="channel" value="<?cs var:channel.value ?>"<?cs if:channel.selected ?> checked<?cs /if ?>> <span>ВКонтакте<br><small><?cs var:channel.label ?><?cs if:channel.dumb ?>, ключ не работает<?cs /if ?></small></span></label>
<?cs /each ?>
<?cs if:!subcount(Channels) ?>
              <p class="meta">Сообщество ВКонтакте не подключено.</p>
<?cs /if ?>
            </fieldset>
            <p class="f"><label for="who">Ответственный</label><select id="who" name="who"><option value="0">Не назначен</option><?cs call:choices(Who) ?></select></p>
            </div>
            </div>
          </section>
<?cs /if ?>
          <div class="foot">
            <span class="meta" id="saved" role="status">Версия <?cs var:Form.version.value ?></span>
<?cs if:Story.is_published ?>
            <a class="lk" href="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>">Не исправлять</a>
            <button type="submit" class="btn" name="do" value="correct">Опубликовать исправление</button>
<?cs else ?>
            <button type="submit" class="btn quiet" name="do" value="save" id="save">Сохранить</button>
            <button type="submit" class="btn" name="do" value="submit">Отправить на согласование</button>
<?cs /if ?>
          </div>
        </form>
