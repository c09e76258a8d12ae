<?cs # footer of a public page: Base Site.* ?>
<footer class="foot">
  <div class="wrap">
    <div class="grid">
      <nav aria-labelledby="f-sub">
        <h2 id="f-sub">Следить</h2>
        <ul>
<?cs if:Site.vk_url ?>
          <li><a href="<?cs var:Site.vk_url ?>">Школа во ВКонтакте</a></li>
<?cs /if ?>
          <li><a href="<?cs var:Base ?>/feed.xml">Лента новостей (Atom)</a></li>
          <li><a href="<?cs var:Base ?>/events.ics">Календарь событий (.ics)</a></li>
        </ul>
      </nav>
<?cs if:Site.contact ?>
      <div>
        <h2>Куратор</h2>
        <p><?cs var:Site.contact ?></p>
<?cs if:Site.email ?>
        <ul><li><a href="mailto:<?cs var:Site.email ?>"><?cs var:Site.email ?></a></li></ul>
<?cs /if ?>
      </div>
<?cs /if ?>
    </div>
    <p class="last"><?cs var:Site.school ?>. Время на страницах: <?cs var:Site.zone ?>. <a class="noprint" href="<?cs var:Base ?>/desk/">Вход для сотрудников</a></p>
  </div>
</footer>
</body>
</html>
