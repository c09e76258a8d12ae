<?cs # one event: Event.* Stories.N ?>
<?cs set:Page.title = Event.title ?><?cs set:Page.description = Event.about ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
<?cs call:page_crumbs("События", "/events/", Event.title) ?>
<article class="wrap" itemscope itemtype="https://schema.org/Event">
<header class="title">
<h1 itemprop="name"><?cs var:Event.title ?></h1>
<p class="lead"><time itemprop="startDate" datetime="<?cs var:Event.starts.iso ?>"><?cs var:Event.starts.full ?></time>, <?cs var:Event.starts.hm ?><?cs if:Event.one_day ?>–<?cs else ?> — <?cs var:Event.ends.full ?>, <?cs /if ?><time itemprop="endDate" datetime="<?cs var:Event.ends.iso ?>"><?cs var:Event.ends.hm ?></time></p>
<?cs if:Event.cancelled ?><p><b class="tag">Событие отменено</b></p><link itemprop="eventStatus" href="https://schema.org/EventCancelled">
<?cs elif:Event.past ?><p class="meta">Событие прошло.</p>
<?cs /if ?></header>
<dl class="grid facts">
<?cs if:Event.place ?><div><dt>Где</dt><dd itemprop="location" itemscope itemtype="https://schema.org/Place"><span itemprop="name"><?cs var:Event.place ?></span></dd></div>
<?cs /if ?><?cs if:Event.audience ?><div><dt>Для кого</dt><dd><?cs var:Event.audience ?></dd></div>
<?cs /if ?><div><dt>Часовой пояс</dt><dd><?cs var:Site.zone ?></dd></div>
</dl>
<?cs if:Event.about ?><div class="prose after" itemprop="description"><?cs each:line = Event.About ?><p><?cs var:line.text ?></p><?cs /each ?></div>
<?cs /if ?>
<p class="acts after noprint"><a class="btn quiet" href="<?cs var:Base ?>/events/<?cs var:Event.id ?>.ics">В мой календарь (.ics)</a> <a class="more" href="<?cs var:Base ?>/events/">Все события</a></p>
<?cs if:subcount(Stories) ?>
<section class="sec" aria-labelledby="h-st">
<div class="head"><h2 id="h-st">Об этом событии</h2></div>
<ul class="rows">
<?cs each:story = Stories ?><?cs call:page_story_row(story) ?><?cs /each ?>
</ul>
</section>
<?cs /if ?>
</article>
</main>
<?cs include!"layout/page_bottom.cs" ?>
