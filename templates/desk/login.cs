<?cs # sign-in: Login.back .wrong .left .closed .minutes Form.user .password ?>
<?cs include!"part/desk_macros.cs" ?>
<?cs include!"part/desk_head.cs" ?>
<body>
<main id="main" class="narrow">
  <p class="acts"><img src="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" width="40" height="40" alt=""> <span><b>Наставник</b><br><small><?cs var:Site.school ?></small></span></p>
  <form class="panel f" method="post" action="<?cs var:Base ?>/desk/login">
    <h1>Вход для сотрудников</h1>
    <input type="hidden" name="back" value="<?cs var:Login.back ?>">
<?cs if:Login.closed ?>
    <div class="f err" role="alert"><p class="msg">Вход закрыт до <?cs var:Login.closed ?>.</p><p>Было слишком много неверных паролей. Подождите или попросите администратора задать новый пароль.</p></div>
<?cs elif:Login.wrong ?>
    <div class="f err" role="alert"><p class="msg">Логин или пароль не подошли.</p><p>Проверьте раскладку и Caps Lock.<?cs if:Login.left ?> <?cs var:Login.left ?>, потом вход закроется на <?cs var:Login.minutes ?> минут.<?cs /if ?></p></div>
<?cs /if ?>
    <div class="f<?cs if:Form.user.error ?> err<?cs /if ?>"><label for="user">Логин</label><?cs call:wrong(Form.user, "user") ?><input type="text" id="user" name="user" autocomplete="username" autocapitalize="none" spellcheck="false" value="<?cs var:Form.user.value ?>" required<?cs call:invalid(Form.user, "user") ?>></div>
    <div class="f<?cs if:Form.password.error ?> err<?cs /if ?>"><label for="password">Пароль</label><?cs call:wrong(Form.password, "password") ?><input type="password" id="password" name="password" autocomplete="current-password" required<?cs call:invalid(Form.password, "password") ?>></div>
    <p class="acts f"><button type="submit" class="btn">Войти</button></p>
    <p class="meta f">Учётную запись выдаёт школа. Забыли пароль — подойдите к администратору: он задаст новый.</p>
  </form>
  <p class="f"><a class="lk" href="<?cs var:Base ?>/">← В раздел «<?cs var:Site.title ?>»</a></p>
</main>
</body>
</html>
