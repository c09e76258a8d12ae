<?cs # all lists of the section: Registers.N name title about words ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Списки раздела</h1><p>Из записей со страницей на сайте складывается то, что видят читатели. Списки людей видят только куратор, директор и ответственный за персональные данные.</p></div></div>
    <section class="panel">
      <h2 class="vh">Списки</h2>
      <ul class="list">
<?cs each:register = Registers ?>
        <li>
          <div class="g"><a href="<?cs var:Base ?>/desk/registers/<?cs var:register.name ?>"><?cs var:register.title ?></a><br><small><?cs var:register.about ?></small></div>
          <span class="meta"><?cs var:register.words ?><?cs if:register.shown ?>, на сайте <?cs var:register.shown ?><?cs /if ?></span>
        </li>
<?cs /each ?>
      </ul>
    </section>
<?cs include!"layout/desk_bottom.cs" ?>
