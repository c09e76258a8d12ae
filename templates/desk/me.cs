<?cs # one's own account: Me.login .totp Calendar.address Form.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Моя учётная запись</h1><p><?cs var:Me.name ?>, <?cs var:Me.roles ?>. Логин: <?cs var:Me.login ?></p></div></div>
    <div class="duo even">
      <div>
        <section class="panel" aria-labelledby="h-2">
          <h2 id="h-2">Второй шаг входа <?cs if:Me.totp ?><span class="st s-done">Включён</span><?cs else ?><span class="st s-slot">Выключен</span><?cs /if ?></h2>
<?cs if:Me.totp ?>
          <p>После пароля спрашиваем код из приложения.</p>
          <form class="f" method="post" action="<?cs var:Base ?>/desk/me/factor/off"><?cs call:csrf() ?>
            <div class="<?cs if:Form.off_password.error ?>err<?cs /if ?>"><label for="off_password">Пароль, чтобы выключить</label><?cs call:wrong(Form.off_password, "off_password") ?><input type="password" id="off_password" name="off_password" autocomplete="current-password" required<?cs call:invalid(Form.off_password, "off_password") ?>></div>
            <p class="acts f"><button type="submit" class="btn quiet">Выключить</button></p>
          </form>
<?cs else ?>
          <p>Код из приложения на телефоне защитит, если кто-то узнает пароль. Советуем всем, кто согласует и подключает ВКонтакте.</p>
          <form class="acts f" method="post" action="<?cs var:Base ?>/desk/me/factor"><?cs call:csrf() ?><button type="submit" class="btn">Включить</button></form>
<?cs /if ?>
        </section>
        <section class="panel" aria-labelledby="h-l">
          <h2 id="h-l">Напоминания письмом</h2>
          <p><a href="<?cs var:Base ?>/desk/reminders">Адрес почты и отказ от писем</a></p>
        </section>
        <section class="panel" aria-labelledby="h-c">
          <h2 id="h-c">Медиаплан в своём календаре</h2>
<?cs if:Calendar.address ?>
          <div class="f"><label for="calendar">Адрес календаря</label><p class="hint">Скопируйте сейчас: показать его снова нельзя. Прежний адрес больше не работает.</p><input type="text" id="calendar" readonly value="<?cs var:Calendar.address ?>"><p class="acts f"><button class="btn quiet" type="button" data-copy="calendar">Скопировать</button></p></div>
<?cs else ?>
          <p>Подпишите телефон на секретный адрес: события и сроки материалов появятся в календаре. Кто знает адрес, видит план без входа.</p>
<?cs /if ?>
          <form class="acts f" method="post" action="<?cs var:Base ?>/desk/me/calendar"><?cs call:csrf() ?><button type="submit" class="btn quiet">Получить новый адрес</button></form>
        </section>
      </div>
      <form class="panel" method="post" action="<?cs var:Base ?>/desk/me/password" aria-labelledby="h-p">
        <h2 id="h-p">Сменить пароль</h2>
        <?cs call:csrf() ?>
        <div class="f<?cs if:Form.old.error ?> err<?cs /if ?>"><label for="old">Пароль сейчас</label><?cs call:wrong(Form.old, "old") ?><input type="password" id="old" name="old" autocomplete="current-password" required<?cs call:invalid(Form.old, "old") ?>></div>
        <div class="f<?cs if:Form.new.error ?> err<?cs /if ?>"><label for="new">Новый пароль</label><p class="hint">Не меньше восьми знаков.</p><?cs call:wrong(Form.new, "new") ?><input type="password" id="new" name="new" autocomplete="new-password" minlength="8" required<?cs call:invalid(Form.new, "new") ?>></div>
        <p class="acts f"><button type="submit" class="btn">Сменить пароль</button></p>
        <p class="meta">На других устройствах вход закончится.</p>
      </form>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
