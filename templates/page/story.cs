<?cs # one story: Story.title .lead .html .kind .rubric .rubric_slug .published.* .changed.* ?>
<?cs # Story.Photos.N name alt width height n; Story.Event; Related.N ?>
<?cs set:Page.section = "story" ?>
<?cs set:Page.title = Story.title ?>
<?cs set:Page.description = Story.lead ?>
<?cs set:Page.image = Story.Photo.name ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
  <nav class="crumbs wrap" aria-label="Вы здесь">
    <ol>
      <li><a href="<?cs var:Base ?>/"><?cs var:Site.title ?></a></li>
      <li><a href="<?cs var:Base ?>/news/">Новости</a></li>
      <li aria-current="page"><?cs var:Story.title ?></li>
    </ol>
  </nav>
  <article class="wrap">
    <header class="title">
      <p class="meta"><?cs if:Story.rubric ?><a href="<?cs var:Base ?>/news/<?cs var:Story.rubric_slug ?>/"><?cs var:Story.rubric ?></a> · <?cs /if ?><?cs var:Story.kind ?></p>
      <h1><?cs var:Story.title ?></h1>
<?cs if:Story.lead ?>
      <p class="lead"><?cs var:Story.lead ?></p>
<?cs /if ?>
      <p class="meta"><time datetime="<?cs var:Story.published.iso ?>"><?cs var:Story.published.full ?></time><?cs if:Story.changed.iso ?>. Изменено <time datetime="<?cs var:Story.changed.iso ?>"><?cs var:Story.changed.ru ?></time><?cs /if ?></p>
    </header>
    <div class="cols">
      <div>
<?cs each:photo = Story.Photos ?><?cs if:name(photo) == "0" ?>
        <figure class="wide">
          <?cs call:page_picture(photo, "(min-width: 64em) 52rem, 100vw", "") ?>
        </figure>
<?cs /if ?><?cs /each ?>
        <div class="prose">
<?cs var:raw(Story.html) ?>
        </div>
<?cs if:Story.photos > #1 ?>
        <h2 class="after">Фотоальбом</h2>
        <ul class="album after">
<?cs each:photo = Story.Photos ?>
          <li><a href="<?cs var:Base ?>/media/<?cs var:photo.name ?>-1600.webp"><?cs if:View.pictures_off ?><span class="noimg">Снимок <?cs var:photo.n ?>: <?cs var:photo.alt ?></span><?cs else ?><img src="<?cs var:Base ?>/media/<?cs var:photo.name ?>-480.webp" width="<?cs var:photo.width ?>" height="<?cs var:photo.height ?>" alt="Снимок <?cs var:photo.n ?>: <?cs var:photo.alt ?>" loading="lazy"><?cs /if ?></a></li>
<?cs /each ?>
        </ul>
<?cs /if ?>
      </div>
      <div>
<?cs if:Story.Event.id ?>
        <section class="box t" aria-labelledby="s-ev">
          <h2 id="s-ev">Событие</h2>
          <p><a href="<?cs var:Base ?>/events/<?cs var:Story.Event.id ?>"><?cs var:Story.Event.title ?></a></p>
          <p class="meta"><time datetime="<?cs var:Story.Event.starts.iso ?>"><?cs var:Story.Event.starts.full ?></time><br><?cs call:page_event_line(Story.Event) ?></p>
          <p><a class="more" href="<?cs var:Base ?>/events/<?cs var:Story.Event.id ?>.ics">В мой календарь (.ics)</a></p>
        </section>
<?cs /if ?>
        <section class="box noprint" aria-labelledby="s-share">
          <h2 id="s-share"><label for="link">Поделиться ссылкой</label></h2>
          <input type="text" id="link" readonly value="<?cs var:Site.address ?>/story/<?cs var:Story.slug ?>">
          <p class="meta">Нажмите на адрес, выделите его целиком и скопируйте.</p>
        </section>
      </div>
    </div>
<?cs if:subcount(Related) ?>
    <section class="sec noprint" aria-labelledby="h-rel">
      <div class="head"><h2 id="h-rel">По теме</h2></div>
      <div class="grid rel">
<?cs each:story = Related ?>
        <article class="card"><?cs call:page_picture(story.Photo, "(min-width: 48em) 24rem, 100vw", "1") ?><p class="meta"><?cs var:story.published.ru ?><?cs if:story.rubric ?> · <?cs var:story.rubric ?><?cs /if ?></p><h3><a href="<?cs var:Base ?>/story/<?cs var:story.slug ?>"><?cs var:story.title ?></a></h3></article>
<?cs /each ?>
      </div>
    </section>
<?cs /if ?>
    <p class="meta onpaper after"><?cs var:Site.address ?>/story/<?cs var:Story.slug ?></p>
  </article>
</main>
<?cs include!"layout/page_bottom.cs" ?>
