<?cs # all lists of the section: Registers.N name title about words ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Списки раздела</h1><p>Из этих записей складываются страницы, которые видят читатели.</p></div></div>
    <section class="panel">
      <h2 class="vh">Списки</h2>
      <ul class="list">
<?cs each:register = Registers ?>
        <li>
          <div class="g"><a href="<?cs var:Base ?>/desk/registers/<?cs var:register.name ?>"><?cs var:register.title ?></a><br><small><?cs var:register.about ?></small></div>
          <span class="meta"><?cs var:register.words ?></span>
        </li>
<?cs /each ?>
      </ul>
    </section>
<?cs include!"layout/desk_bottom.cs" ?>
