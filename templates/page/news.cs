<?cs # stories by rubric: Rubric.title .about .slug (one rubric) Rubrics.N Stories.N List.address older newer later ?>
<?cs # Topic.title .lead (all of them) ?>
<?cs if:Rubric.title ?><?cs set:Page.title = Rubric.title ?><?cs set:Page.description = Rubric.about ?><?cs set:Page.feed = "/feed/" + Rubric.slug + ".xml" ?><?cs else ?><?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?><?cs /if ?>
<?cs if:older ?><?cs set:Page.next = List.address + "?before=" + older ?><?cs /if ?>
<?cs if:newer ?><?cs set:Page.prev = List.address + "?before=" + newer ?><?cs elif:later ?><?cs set:Page.prev = List.address ?><?cs /if ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
<?cs if:Rubric.title ?><?cs call:page_crumbs("Новости", "/news/", Rubric.title) ?><?cs else ?><?cs call:page_crumbs("", "", Topic.title) ?><?cs /if ?>
<div class="wrap">
<div class="title">
<h1><?cs var:Page.title ?></h1>
<?cs if:Page.description ?><p class="lead"><?cs var:Page.description ?></p>
<?cs /if ?></div>
<?cs if:subcount(Rubrics) ?>
<nav aria-label="Рубрики">
<ul class="chips">
<li><a href="<?cs var:Base ?>/news/"<?cs if:!Rubric.title ?> aria-current="page"<?cs /if ?>>Все</a></li>
<?cs each:rubric = Rubrics ?><li><a href="<?cs var:Base ?>/news/<?cs var:rubric.slug ?>/"<?cs if:rubric.current ?> aria-current="page"<?cs /if ?>><?cs var:rubric.title ?></a></li>
<?cs /each ?></ul>
</nav>
<?cs /if ?>
<h2 class="vh">Материалы, свежие сверху</h2>
<?cs if:subcount(Stories) ?>
<ul class="rows">
<?cs each:story = Stories ?><?cs call:page_story_row(story) ?><?cs /each ?>
</ul>
<?cs else ?>
<p class="empty after">Здесь пока нет материалов.<?cs if:Rubric.title || later ?> <a href="<?cs var:Base ?>/news/">Все новости</a><?cs /if ?></p>
<?cs /if ?>
<?cs if:older || later ?>
<nav class="pager" aria-label="Страницы">
<ul>
<?cs if:newer ?><li><a class="btn quiet" href="<?cs var:Base ?><?cs var:Page.prev ?>" rel="prev">← Новее</a></li>
<?cs /if ?><?cs if:later ?><li><a class="btn quiet" href="<?cs var:Base ?><?cs var:List.address ?>">Самые свежие</a></li>
<?cs /if ?><?cs if:older ?><li><a class="btn quiet" href="<?cs var:Base ?><?cs var:Page.next ?>" rel="next">Старше →</a></li>
<?cs /if ?></ul>
</nav>
<?cs /if ?>
<?cs if:Rubric.slug ?><p class="meta after"><a href="<?cs var:Base ?><?cs var:Page.feed ?>">Лента рубрики (Atom)</a></p>
<?cs /if ?></div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
