<?cs # recovery codes, shown once: Codes.N code ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><p><a href="<?cs var:Base ?>/desk/me">Моя учётная запись</a></p><h1>Второй шаг входа включён</h1></div></div>
    <section class="panel narrower" aria-labelledby="h-k">
      <h2 id="h-k">Запасные коды</h2>
      <p>Каждый сработает один раз, если телефона нет под рукой. Перепишите или напечатайте: показать их снова нельзя.</p>
      <ul class="codes f">
<?cs each:code = Codes ?>
        <li><code><?cs var:code.code ?></code></li>
<?cs /each ?>
      </ul>
      <p class="acts f"><a class="btn" href="<?cs var:Base ?>/desk/me">Коды записаны</a></p>
    </section>
<?cs include!"layout/desk_bottom.cs" ?>
