<?cs # footer of a public page: Base Site.* Foot.N.title .address .current Links.N.title .url Page.address ?>
<footer class="foot">
<div class="wrap">
<div class="grid">
<?cs if:subcount(Foot) ?>
<nav aria-labelledby="f-sec">
<h2 id="f-sec">Ещё в разделе</h2>
<ul>
<?cs each:item = Foot ?><li><a href="<?cs var:Base ?><?cs var:item.address ?>"<?cs if:item.current ?> aria-current="<?cs var:item.current ?>"<?cs /if ?>><?cs var:item.title ?></a></li>
<?cs /each ?></ul>
</nav>
<?cs /if ?>
<nav aria-labelledby="f-sub">
<h2 id="f-sub">Следить</h2>
<ul>
<?cs if:Site.vk_url ?><li><a href="<?cs var:Site.vk_url ?>">Школа во ВКонтакте</a></li>
<?cs /if ?><li><a href="<?cs var:Base ?>/feed.xml">Лента новостей (Atom)</a></li>
<li><a href="<?cs var:Base ?>/events.ics">Календарь событий (.ics)</a></li>
<?cs each:link = Links ?><li><a href="<?cs var:link.url ?>"><?cs var:link.title ?></a></li>
<?cs /each ?></ul>
</nav>
<div itemscope itemtype="https://schema.org/EducationalOrganization">
<h2 itemprop="name"><?cs var:Site.school ?></h2>
<link itemprop="url" href="<?cs if:Site.home ?><?cs var:Site.home ?><?cs else ?><?cs var:Site.address ?>/<?cs /if ?>">
<?cs if:Site.contact ?><p>Куратор: <?cs var:Site.contact ?></p>
<?cs /if ?><?cs if:Site.email ?><p><a href="mailto:<?cs var:Site.email ?>" itemprop="email"><?cs var:Site.email ?></a></p>
<?cs /if ?></div>
</div>
<p class="last">Время на страницах: <?cs var:Site.zone ?>. <a class="noprint" href="<?cs var:Base ?>/desk/">Вход для сотрудников</a></p>
<?cs if:Page.address ?><p class="onpaper"><?cs var:Site.address ?><?cs var:Page.address ?></p>
<?cs /if ?></div>
</footer>
</body>
</html>
