<?cs # a month of events: Month.title .next .next_title .previous .previous_title Weeks.N.Days.N.Events.N Events.N ?>
<?cs set:Page.section = "events" ?>
<?cs set:Page.title = "События" ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
  <nav class="crumbs wrap" aria-label="Вы здесь">
    <ol>
      <li><a href="<?cs var:Base ?>/"><?cs var:Site.title ?></a></li>
      <li aria-current="page">События</li>
    </ol>
  </nav>
  <div class="wrap">
    <div class="title">
      <h1>События</h1>
      <p class="lead"><?cs var:Month.title ?>. Время местное: <?cs var:Site.zone ?>.</p>
    </div>
    <nav class="acts" aria-label="Месяцы"><a class="btn quiet" href="?month=<?cs var:Month.previous ?>" rel="prev">← <?cs var:Month.previous_title ?></a> <a class="btn quiet" href="?month=<?cs var:Month.next ?>" rel="next"><?cs var:Month.next_title ?> →</a> <a class="more" href="<?cs var:Base ?>/events.ics">Подписаться на календарь (.ics)</a></nav>
    <table class="month after">
      <caption><?cs var:Month.title ?></caption>
      <thead><tr><th scope="col"><abbr title="понедельник">Пн</abbr></th><th scope="col"><abbr title="вторник">Вт</abbr></th><th scope="col"><abbr title="среда">Ср</abbr></th><th scope="col"><abbr title="четверг">Чт</abbr></th><th scope="col"><abbr title="пятница">Пт</abbr></th><th scope="col"><abbr title="суббота">Сб</abbr></th><th scope="col"><abbr title="воскресенье">Вс</abbr></th></tr></thead>
      <tbody>
<?cs each:week = Weeks ?>
        <tr><?cs each:day = week.Days ?><td<?cs if:day.out ?> class="out"<?cs elif:day.now ?> class="now"<?cs /if ?>><?cs if:day.now ?><span class="vh">сегодня, </span><?cs /if ?><?cs var:day.day ?><?cs each:event = day.Events ?><a href="<?cs var:Base ?>/events/<?cs var:event.id ?>"><?cs var:event.starts.hm ?> <?cs var:event.title ?></a><?cs /each ?></td><?cs /each ?></tr>
<?cs /each ?>
      </tbody>
    </table>
    <section class="sec" aria-labelledby="h-list">
      <div class="head"><h2 id="h-list">Списком</h2></div>
<?cs if:subcount(Events) ?>
      <ol>
<?cs each:event = Events ?><?cs call:page_event_row(event) ?><?cs /each ?>
      </ol>
<?cs else ?>
      <p>В этом месяце событий нет.</p>
<?cs /if ?>
    </section>
  </div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
