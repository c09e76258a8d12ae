<?cs # the first page: Topic.title .lead .html Home.join Events.N Rubrics.N.Stories.N Figures.N ?>
<?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<main id="main">
<div class="hero"><div class="wrap">
<div>
<h1><?cs var:Topic.title ?></h1>
<?cs if:Topic.lead ?><p class="lead"><?cs var:Topic.lead ?></p>
<?cs /if ?><?cs if:Home.join ?><p class="acts"><a class="btn" href="<?cs var:Base ?><?cs var:Home.join ?>">Стать наставником</a> <a class="btn quiet" href="<?cs var:Base ?><?cs var:Home.join ?>">Найти наставника</a></p>
<?cs /if ?></div>
<?cs if:Site.contact || Site.email ?>
<div class="box">
<h2>Спросите куратора</h2>
<?cs if:Site.contact ?><p><?cs var:Site.contact ?></p>
<?cs /if ?><?cs if:Site.email ?><p><a class="more" href="mailto:<?cs var:Site.email ?>"><?cs var:Site.email ?></a></p>
<?cs /if ?></div>
<?cs /if ?>
</div></div>
<div class="wrap">
<section class="sec">
<div class="head"><h2>Ближайшие события</h2> <a class="more" href="<?cs var:Base ?>/events/">Календарь событий</a></div>
<?cs if:subcount(Events) ?>
<ol class="grid evs">
<?cs each:event = Events ?><?cs call:page_event_row(event) ?><?cs /each ?>
</ol>
<?cs else ?>
<p class="empty">Ближайших событий пока нет. Что было раньше, хранит <a href="<?cs var:Base ?>/events/">календарь</a>.</p>
<?cs /if ?>
</section>
<section class="sec">
<div class="head"><h2>Свежее по рубрикам</h2> <a class="more" href="<?cs var:Base ?>/news/">Все новости</a></div>
<?cs if:subcount(Rubrics) ?>
<div class="grid four">
<?cs each:rubric = Rubrics ?>
<div>
<h3 class="rubric"><a href="<?cs var:Base ?>/news/<?cs var:rubric.slug ?>/"><?cs var:rubric.title ?></a><?cs if:rubric.about ?> <small><?cs var:rubric.about ?></small><?cs /if ?></h3>
<?cs each:story = rubric.Stories ?><?cs if:name(story) == "0" ?><?cs call:page_story_card(story) ?><?cs /if ?><?cs /each ?>
<?cs if:subcount(rubric.Stories) > #1 ?>
<ul class="heads">
<?cs each:story = rubric.Stories ?><?cs if:name(story) != "0" ?><li><a href="<?cs var:Base ?>/story/<?cs var:story.slug ?>"><?cs var:story.title ?></a> <small><?cs var:story.published.day ?></small></li>
<?cs /if ?><?cs /each ?></ul>
<?cs /if ?>
</div>
<?cs /each ?>
</div>
<?cs else ?>
<p class="empty">Материалов пока нет: раздел только открылся. Первые появятся здесь.</p>
<?cs /if ?>
</section>
<?cs if:subcount(Figures) ?>
<section class="sec">
<div class="head"><h2>Итоги</h2> <a class="more" href="<?cs var:Base ?>/results/">Все итоги по годам</a></div>
<dl class="grid figs">
<?cs each:figure = Figures ?>
<div class="fig"><dt><?cs var:figure.title ?><?cs if:figure.unit ?>, <?cs var:figure.unit ?><?cs /if ?></dt><dd><b><?cs if:figure.share ?><?cs var:figure.percent ?><?cs else ?><?cs var:figure.value ?><?cs /if ?></b><small><?cs if:figure.share ?><?cs var:figure.value ?> из <?cs var:figure.of ?> · <?cs /if ?><?cs var:figure.year ?></small></dd></div>
<?cs /each ?>
</dl>
</section>
<?cs /if ?>
<?cs if:Topic.html ?>
<section class="sec wordy" aria-label="О наставничестве">
<?cs call:page_topic_text() ?></section>
<?cs /if ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
