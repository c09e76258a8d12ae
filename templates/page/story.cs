<?cs # one story: Story.title .lead .html .kind .rubric .rubric_slug .published.* .changed.* .photos ?>
<?cs # Story.Photos.N name alt width height n; Story.Event; Related.N; Page.image ?>
<?cs set:Page.title = Story.title ?><?cs set:Page.description = Story.lead ?><?cs set:Page.article = "1" ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
<?cs if:Story.rubric ?><?cs set:Story.way = "/news/" + Story.rubric_slug + "/" ?><?cs call:page_crumbs(Story.rubric, Story.way, Story.title) ?><?cs else ?><?cs call:page_crumbs("Новости", "/news/", Story.title) ?><?cs /if ?>
<article class="wrap" itemscope itemtype="https://schema.org/NewsArticle">
<meta itemprop="mainEntityOfPage" content="<?cs var:Site.address ?><?cs var:Page.address ?>">
<meta itemprop="image" content="<?cs var:Site.address ?><?cs var:Page.image ?>">
<header class="title">
<p class="meta"><?cs if:Story.rubric ?><a href="<?cs var:Base ?>/news/<?cs var:Story.rubric_slug ?>/" itemprop="articleSection"><?cs var:Story.rubric ?></a> · <?cs /if ?><?cs var:Story.kind ?></p>
<h1 itemprop="headline"><?cs var:Story.title ?></h1>
<?cs if:Story.lead ?><p class="lead" itemprop="description"><?cs var:Story.lead ?></p>
<?cs /if ?><p class="meta"><time itemprop="datePublished" datetime="<?cs var:Story.published.iso ?>"><?cs var:Story.published.full ?></time><?cs if:Story.changed.iso ?>. Изменено <time itemprop="dateModified" datetime="<?cs var:Story.changed.iso ?>"><?cs var:Story.changed.ru ?></time><?cs /if ?><span itemprop="author publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="<?cs var:Site.school ?>"><meta itemprop="url" content="<?cs var:Site.address ?>/"></span></p>
</header>
<div class="cols">
<div>
<?cs if:Story.photos > #1 ?>
<div class="album">
<h2 id="h-alb" class="vh">Фотоальбом, снимков: <?cs var:Story.photos ?></h2>
<section class="reel" tabindex="0" aria-labelledby="h-alb"><ul>
<?cs each:photo = Story.Photos ?><li id="p<?cs var:photo.n ?>"><figure><a href="<?cs var:Base ?>/media/<?cs var:photo.name ?>-1600.webp"><?cs call:page_slide(photo, name(photo) != "0") ?></a><figcaption><?cs var:photo.n ?> из <?cs var:Story.photos ?>. <?cs var:photo.alt ?></figcaption></figure></li>
<?cs /each ?></ul></section>
<p class="meta noprint">Листайте вбок или выберите снимок: <?cs each:photo = Story.Photos ?><a class="dot" href="#p<?cs var:photo.n ?>"><span class="vh">снимок </span><?cs var:photo.n ?></a> <?cs /each ?></p>
</div>
<?cs else ?><?cs each:photo = Story.Photos ?><figure class="wide"><?cs call:page_slide(photo, "") ?></figure>
<?cs /each ?><?cs /if ?>
<div class="prose" itemprop="articleBody">
<?cs var:raw(Story.html) ?>
</div>
</div>
<div>
<?cs if:Story.Event.id ?>
<section class="box t" aria-labelledby="s-ev">
<h2 id="s-ev">Событие</h2>
<p><a href="<?cs var:Base ?>/events/<?cs var:Story.Event.id ?>"><?cs var:Story.Event.title ?></a></p>
<p class="meta"><time datetime="<?cs var:Story.Event.starts.iso ?>"><?cs var:Story.Event.starts.full ?></time><br><?cs call:page_event_line(Story.Event) ?></p>
<p class="noprint"><a class="more" href="<?cs var:Base ?>/events/<?cs var:Story.Event.id ?>.ics">В мой календарь (.ics)</a></p>
</section>
<?cs /if ?>
<section class="box noprint" aria-labelledby="s-share">
<h2 id="s-share"><label for="link">Поделиться ссылкой</label></h2>
<input type="text" id="link" readonly value="<?cs var:Site.address ?><?cs var:Page.address ?>">
<p class="meta">Выделите адрес целиком и скопируйте.</p>
</section>
</div>
</div>
<?cs if:subcount(Related) ?>
<section class="sec noprint" aria-labelledby="h-rel">
<div class="head"><h2 id="h-rel">По теме</h2><?cs if:Story.rubric ?> <a class="more" href="<?cs var:Base ?>/news/<?cs var:Story.rubric_slug ?>/">Вся рубрика «<?cs var:Story.rubric ?>»</a><?cs /if ?></div>
<div class="grid rel">
<?cs each:story = Related ?><article class="card"><?cs call:page_picture(story.Photo, "1") ?><p class="meta"><?cs var:story.published.ru ?><?cs if:story.rubric ?> · <?cs var:story.rubric ?><?cs /if ?></p><h3><a href="<?cs var:Base ?>/story/<?cs var:story.slug ?>"><?cs var:story.title ?></a></h3></article>
<?cs /each ?></div>
</section>
<?cs /if ?>
</article>
</main>
<?cs include!"layout/page_bottom.cs" ?>
