<?cs # one event: Event.* ?>
<?cs set:Page.section = "event" ?>
<?cs set:Page.title = Event.title ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
  <nav class="crumbs wrap" aria-label="Вы здесь">
    <ol>
      <li><a href="<?cs var:Base ?>/"><?cs var:Site.title ?></a></li>
      <li><a href="<?cs var:Base ?>/events/">События</a></li>
      <li aria-current="page"><?cs var:Event.title ?></li>
    </ol>
  </nav>
  <article class="wrap">
    <header class="title">
      <h1><?cs var:Event.title ?></h1>
      <p class="lead"><time datetime="<?cs var:Event.starts.iso ?>"><?cs var:Event.starts.full ?></time></p>
<?cs if:Event.cancelled ?>
      <p><b>Событие отменено.</b></p>
<?cs /if ?>
      <p><?cs call:page_event_line(Event) ?></p>
    </header>
<?cs if:Event.about ?>
    <div class="prose"><p><?cs var:Event.about ?></p></div>
<?cs /if ?>
    <p class="acts after"><a class="btn quiet" href="<?cs var:Base ?>/events/<?cs var:Event.id ?>.ics">В мой календарь (.ics)</a> <a class="more" href="<?cs var:Base ?>/events/">Все события</a></p>
  </article>
</main>
<?cs include!"layout/page_bottom.cs" ?>
