<?cs # keys of the community: Channel.* Slots.N slot id title about set css label tail permissions can error code checked retry waiting silent refused; Keys_n Form.* ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs def:may(flag) ?><?cs if:flag ?><span class="st s-done">Можно</span><?cs else ?><span class="st s-failed">Нельзя</span><?cs /if ?><?cs /def ?>
<?cs def:yes() ?><span class="ok"><?cs call:icon("ok") ?><span class="vh">умеет</span></span><?cs /def ?>
    <div class="ph">
      <div><h1>Сообщество ВКонтакте</h1></div>
      <?cs if:Keys_n != "0" && (Me.may_admin || Me.may_decide) ?><form method="post" action="<?cs var:Base ?>/desk/vk/recheck"><?cs call:csrf() ?><button type="submit" class="btn quiet">Проверить всё сейчас</button></form><?cs /if ?>
    </div>
<?cs if:Keys_n == "0" ?>
<?cs include!"part/desk_connect.cs" ?>
<?cs else ?>
    <section class="panel" aria-labelledby="h-can">
      <h2 id="h-can">Сейчас раздел</h2>
      <p><?cs if:Channel.text ?>Публикует тексты со ссылкой и картинкой карточки.<?cs else ?><b>Не может</b> публиковать: нужен рабочий ключ сообщества.<?cs /if ?> <?cs if:Channel.photos ?>Прикрепляет снимки.<?cs else ?><b>Не может</b> прикреплять снимки: нужен ключ администратора.<?cs /if ?> <?cs if:Channel.read ?>Видит, что запись вышла.<?cs else ?><b>Не видит</b> стену: если ВКонтакте не ответит, решать придётся человеку.<?cs /if ?> <?cs if:Channel.change ?>Исправляет и удаляет записи.<?cs else ?>Исправлять и удалять записи придётся руками.<?cs /if ?></p>
      <dl class="facts f">
        <?cs if:Channel.known ?><div><dt>Сообщество</dt><dd><a href="<?cs var:Channel.url ?>"><?cs var:Channel.title ?></a></dd></div><?cs /if ?>
        <?cs if:Channel.checked.near ?><div><dt>Проверено</dt><dd><?cs var:Channel.checked.near ?></dd></div><?cs /if ?>
        <?cs if:Channel.skew ?><div><dt>Часы сервера и ВК</dt><dd>расходятся на <?cs var:Channel.skew ?></dd></div><?cs /if ?>
        <?cs if:!Channel.enabled ?><div><dt>Публикация</dt><dd><span class="st s-hold">Выключена</span></dd></div><?cs /if ?>
      </dl>
    </section>
<?cs /if ?>
    <div class="slots" data-region="keys">
<?cs each:slot = Slots ?>
      <section class="panel" aria-labelledby="k-<?cs var:slot.id ?>">
        <h2 id="k-<?cs var:slot.id ?>"><?cs var:slot.title ?> <?cs if:slot.waiting ?><span class="st s-sending">Проверяется</span><?cs elif:slot.set ?><?cs call:badge(slot.css, slot.label) ?><?cs else ?><span class="st s-slot">Нет</span><?cs /if ?></h2>
        <p><?cs var:slot.about ?></p>
<?cs if:slot.waiting ?>
        <p class="f" role="status">Спрашиваем ВКонтакте, что умеет ключ …<?cs var:slot.tail ?>. Страница обновится сама.</p>
<?cs elif:slot.silent ?>
        <div class="f err"><p class="msg">Публикатор не отвечает.</p><p>Ключ сохранён, но проверить его некому. Скажите администратору сервера, что программа nastavnik-publisher не работает.</p></div>
<?cs elif:slot.set ?>
        <?cs if:slot.can ?><p class="f"><?cs var:slot.can ?></p><?cs /if ?>
        <p class="meta f">Оканчивается на …<?cs var:slot.tail ?>.<?cs if:slot.checked.near ?> Проверен <?cs var:slot.checked.near ?>.<?cs /if ?><?cs if:slot.permissions ?> Права: <?cs var:slot.permissions ?>.<?cs /if ?></p>
        <?cs if:slot.retry.near ?><p class="f">Попробуем снова <?cs var:slot.retry.near ?>.</p><?cs /if ?>
        <?cs if:slot.sick && slot.error ?><details class="fold"><summary>Технические подробности</summary><p><code><?cs var:slot.code ?>: <?cs var:slot.error ?></code></p></details><?cs /if ?>
<?cs /if ?>
<?cs if:Me.may_admin ?>
        <details class="fold"<?cs if:slot.refused || !slot.set ?> open<?cs /if ?>>
          <summary><?cs if:slot.set ?>Заменить<?cs else ?>Вставить ключ<?cs /if ?></summary>
          <form method="post" action="<?cs var:Base ?>/desk/vk/key"<?cs if:slot.refused ?> class="err"<?cs /if ?>>
            <?cs call:csrf() ?><input type="hidden" name="slot" value="<?cs var:slot.slot ?>">
            <label for="key-<?cs var:slot.id ?>">Новый ключ</label>
            <?cs if:slot.refused ?><p class="msg" id="key-<?cs var:slot.id ?>-e"><?cs var:slot.refused ?></p><?cs /if ?>
            <input type="text" id="key-<?cs var:slot.id ?>" name="key" autocomplete="off" autocapitalize="none" spellcheck="false" required<?cs if:slot.refused ?> aria-invalid="true" aria-describedby="key-<?cs var:slot.id ?>-e"<?cs /if ?>>
            <p class="acts f"><button type="submit" class="btn">Проверить и сохранить</button></p>
          </form>
          <?cs if:slot.slot == "U" ?><p class="meta f">Не вставляйте ключи чужих приложений: ВКонтакте блокирует за это учётную запись.</p><?cs /if ?>
          <?cs if:slot.set ?><form class="acts f" method="post" action="<?cs var:Base ?>/desk/vk/remove"><?cs call:csrf() ?><input type="hidden" name="slot" value="<?cs var:slot.slot ?>"><button type="submit" class="btn quiet">Удалить ключ<span class="vh">: <?cs var:slot.title ?></span></button></form><?cs /if ?>
        </details>
<?cs /if ?>
      </section>
<?cs /each ?>
    </div>
    <section class="panel f" aria-labelledby="h-mat">
      <h2 id="h-mat">Что умеет каждый ключ</h2>
      <table class="stack">
        <caption class="vh">Возможности ключей</caption>
        <thead><tr><th scope="col">Действие</th><th scope="col">Сообщества</th><th scope="col">Администратора</th><th scope="col">Сервисный</th><th scope="col">Сейчас</th></tr></thead>
        <tbody>
          <tr><th scope="row">Публиковать текст и ссылку</th><td data-l="Ключ сообщества"><?cs call:yes() ?></td><td data-l="Ключ администратора"><span class="meta">нет</span></td><td data-l="Сервисный ключ"><span class="meta">нет</span></td><td data-l="Сейчас"><?cs call:may(Channel.text) ?></td></tr>
          <tr><th scope="row">Прикреплять снимки</th><td data-l="Ключ сообщества"><span class="meta">нет</span></td><td data-l="Ключ администратора"><?cs call:yes() ?></td><td data-l="Сервисный ключ"><span class="meta">нет</span></td><td data-l="Сейчас"><?cs call:may(Channel.photos) ?></td></tr>
          <tr><th scope="row">Видеть, вышла ли запись</th><td data-l="Ключ сообщества"><span class="meta">нет</span></td><td data-l="Ключ администратора"><?cs call:yes() ?></td><td data-l="Сервисный ключ"><?cs call:yes() ?></td><td data-l="Сейчас"><?cs call:may(Channel.read) ?></td></tr>
          <tr><th scope="row">Исправить или удалить запись</th><td data-l="Ключ сообщества"><span class="meta">нет</span></td><td data-l="Ключ администратора"><?cs call:yes() ?></td><td data-l="Сервисный ключ"><span class="meta">нет</span></td><td data-l="Сейчас"><?cs call:may(Channel.change) ?></td></tr>
        </tbody>
      </table>
    </section>
<?cs if:Me.may_admin && Channel.id ?>
    <details class="panel fold f"<?cs if:Form.errors && Form.errors != "0" ?> open<?cs /if ?>>
      <summary><b>Настройки площадки</b></summary>
      <form method="post" action="<?cs var:Base ?>/desk/vk"><?cs call:csrf() ?>
        <div class="f<?cs if:Form.title.error ?> err<?cs /if ?>"><label for="ch-title">Название на столе</label><?cs call:wrong(Form.title, "ch-title") ?><input type="text" id="ch-title" name="title" value="<?cs if:Form.title.value ?><?cs var:Form.title.value ?><?cs else ?><?cs var:Channel.title ?><?cs /if ?>" required></div>
        <div class="f<?cs if:Form.rhythm.error ?> err<?cs /if ?>"><label for="ch-rhythm">Записи не реже, чем раз в столько дней</label><?cs call:wrong(Form.rhythm, "ch-rhythm") ?><input type="number" id="ch-rhythm" name="rhythm" min="1" max="60" value="<?cs if:Form.rhythm.value ?><?cs var:Form.rhythm.value ?><?cs else ?><?cs var:Channel.rhythm ?><?cs /if ?>" required></div>
        <p class="f"><label class="opt"><input type="checkbox" name="enabled" value="1"<?cs if:Channel.enabled ?> checked<?cs /if ?>> Публиковать в это сообщество</label></p>
        <p class="acts f"><button type="submit" class="btn">Сохранить</button></p>
      </form>
    </details>
<?cs /if ?>
    <details class="panel fold f">
      <summary><b>Где взять ключ сообщества</b></summary>
      <ol class="list">
        <li><span class="w">Шаг 1</span><div class="g">Откройте сообщество, «Управление», «Работа с API».</div></li>
        <li><span class="w">Шаг 2</span><div class="g">«Создать ключ»: отметьте стену, фотографии, документы, управление.</div></li>
        <li><span class="w">Шаг 3</span><div class="g">Подтвердите кодом, скопируйте ключ и вставьте его здесь. Ключ хранится зашифрованным, показать его снова нельзя.</div></li>
      </ol>
    </details>
<?cs include!"layout/desk_bottom.cs" ?>
