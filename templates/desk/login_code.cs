<?cs # second step of the sign-in: Login.back Form.code Me.csrf ?>
<?cs include!"part/desk_macros.cs" ?>
<?cs include!"part/desk_head.cs" ?>
<body>
<main id="main" class="narrow">
  <p class="acts"><img src="<?cs var:Base ?>/static/<?cs var:Static.logo_svg ?>" width="40" height="40" alt=""> <span><b>Наставник</b><br><small><?cs var:Site.school ?></small></span></p>
  <form class="panel f" method="post" action="<?cs var:Base ?>/desk/login/code">
    <h1>Второй шаг входа</h1>
    <?cs call:csrf() ?><input type="hidden" name="back" value="<?cs var:Login.back ?>">
    <div class="f<?cs if:Form.code.error ?> err<?cs /if ?>">
      <label for="code">Код из приложения</label>
      <p class="hint">Шесть цифр. Телефона нет под рукой — введите один из запасных кодов.</p>
      <?cs call:wrong(Form.code, "code") ?>
      <input type="text" id="code" name="code" autocomplete="one-time-code" inputmode="text" autocapitalize="none" spellcheck="false" required<?cs call:invalid(Form.code, "code") ?>>
    </div>
    <p class="acts f"><button type="submit" class="btn">Войти</button></p>
  </form>
  <form class="f" method="post" action="<?cs var:Base ?>/desk/logout"><?cs call:csrf() ?><button type="submit" class="btn quiet">Войти под другим логином</button></form>
</main>
</body>
</html>
