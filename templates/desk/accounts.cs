<?cs # accounts: Accounts.N id login name titles locked totp me Roles.N; Form.* Roles.N ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Учётные записи</h1></div></div>
<?cs each:account = Accounts ?>
    <section class="panel" aria-labelledby="ac-<?cs var:account.id ?>">
      <h2 id="ac-<?cs var:account.id ?>"><?cs var:account.name ?> <small><?cs var:account.login ?></small><?cs if:account.locked ?> <span class="st s-failed">Закрыта</span><?cs /if ?></h2>
      <p><?cs var:account.titles ?><?cs if:account.me ?> · это вы<?cs /if ?><?cs if:account.totp ?> · вход с кодом<?cs /if ?></p>
      <details class="fold">
        <summary>Изменить</summary>
        <div class="three">
          <form method="post" action="<?cs var:Base ?>/desk/accounts/<?cs var:account.id ?>/roles"><?cs call:csrf() ?>
            <fieldset><legend>Роли</legend>
<?cs each:role = account.Roles ?>
              <label class="opt"><input type="checkbox" name="role" value="<?cs var:role.value ?>"<?cs if:role.selected ?> checked<?cs /if ?>> <?cs var:role.label ?></label>
<?cs /each ?>
            </fieldset>
            <p class="acts f"><button type="submit" class="btn quiet">Сохранить роли</button></p>
          </form>
          <form method="post" action="<?cs var:Base ?>/desk/accounts/<?cs var:account.id ?>/password"><?cs call:csrf() ?>
            <label for="pw-<?cs var:account.id ?>">Новый пароль</label>
            <p class="hint">Не меньше восьми знаков. Все входы этой записи закончатся.</p>
            <input type="password" id="pw-<?cs var:account.id ?>" name="password" autocomplete="new-password" minlength="8" required>
            <p class="acts f"><button type="submit" class="btn quiet">Задать пароль</button></p>
          </form>
<?cs if:!account.me ?>
          <form method="post" action="<?cs var:Base ?>/desk/accounts/<?cs var:account.id ?>/<?cs if:account.locked ?>unlock<?cs else ?>lock<?cs /if ?>"><?cs call:csrf() ?>
            <p><?cs if:account.locked ?>Человек снова сможет войти.<?cs else ?>Человек выйдет и войти не сможет. Его материалы и записи журнала останутся.<?cs /if ?></p>
            <p class="acts f"><button type="submit" class="btn quiet"><?cs if:account.locked ?>Открыть запись<?cs else ?>Закрыть запись<?cs /if ?></button></p>
          </form>
<?cs /if ?>
<?cs if:account.totp ?>
          <form method="post" action="<?cs var:Base ?>/desk/accounts/<?cs var:account.id ?>/factor-off"><?cs call:csrf() ?>
            <p>Если человек потерял телефон и запасные коды: вход снова будет только по паролю.</p>
            <p class="acts f"><button type="submit" class="btn quiet">Выключить вход с кодом</button></p>
          </form>
<?cs /if ?>
        </div>
      </details>
    </section>
<?cs /each ?>
    <section class="panel" aria-labelledby="h-new">
      <h2 id="h-new">Новая учётная запись</h2>
      <form method="post" action="<?cs var:Base ?>/desk/accounts"><?cs call:csrf() ?>
        <div class="two">
<?cs call:line(Form.name, "name", "name", "Имя и фамилия", "") ?>
<?cs call:line(Form.login, "login", "login", "Логин", "") ?>
        </div>
        <div class="f<?cs if:Form.password.error ?> err<?cs /if ?>"><label for="password">Пароль</label><p class="hint">Не меньше восьми знаков. Передайте его лично, человек сменит его сам.</p><?cs call:wrong(Form.password, "password") ?><input type="password" id="password" name="password" autocomplete="new-password" minlength="8" required<?cs call:invalid(Form.password, "password") ?>></div>
        <fieldset class="f"><legend>Роли</legend>
<?cs each:role = Roles ?>
          <label class="opt"><input type="checkbox" name="role" value="<?cs var:role.value ?>"<?cs if:role.selected ?> checked<?cs /if ?>> <?cs var:role.label ?></label>
<?cs /each ?>
        </fieldset>
        <p class="acts f"><button type="submit" class="btn">Завести запись</button></p>
      </form>
    </section>
<?cs include!"layout/desk_bottom.cs" ?>
