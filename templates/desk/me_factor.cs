<?cs # switching the second factor on: Factor.secret .path .size Form.code ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><p><a href="<?cs var:Base ?>/desk/me">Моя учётная запись</a></p><h1>Второй шаг входа</h1></div></div>
    <section class="panel narrower">
      <ol class="list">
        <li><span class="w">Шаг 1</span><div class="g">Поставьте на телефон любое приложение для кодов (TOTP).</div></li>
        <li><span class="w">Шаг 2</span><div class="g">Снимите в нём этот знак<?cs if:!Factor.path ?> — его не удалось нарисовать<?cs /if ?>.
<?cs if:Factor.path ?>
          <svg class="qr" viewBox="0 0 <?cs var:Factor.size ?> <?cs var:Factor.size ?>" role="img" aria-label="QR-код секрета"><path d="<?cs var:Factor.path ?>"/></svg>
<?cs /if ?>
          <p>Или введите секрет руками: <code><?cs var:Factor.secret ?></code></p></div></li>
        <li><span class="w">Шаг 3</span><div class="g">Введите шесть цифр, которые показало приложение.
          <form method="post" action="<?cs var:Base ?>/desk/me/factor/on"><?cs call:csrf() ?><input type="hidden" name="secret" value="<?cs var:Factor.secret ?>">
            <div class="f<?cs if:Form.code.error ?> err<?cs /if ?>"><label for="code">Код</label><?cs call:wrong(Form.code, "code") ?><input type="text" id="code" name="code" autocomplete="one-time-code" inputmode="numeric" required<?cs call:invalid(Form.code, "code") ?>></div>
            <p class="acts f"><button type="submit" class="btn">Включить</button></p>
          </form></div></li>
      </ol>
    </section>
<?cs include!"layout/desk_bottom.cs" ?>
