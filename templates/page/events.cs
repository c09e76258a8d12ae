<?cs # events of a month: Month.title .now .Next .Previous Weeks.N.Days.N.Events.N Events.N; of a year: Year.title Months.N.Events.N ?>
<?cs # Years.N.year .current Topic.title .lead ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs if:Year.title ?><?cs set:Page.title = Topic.title + ": " + Year.title + " год" ?><?cs elif:!Month.now ?><?cs set:Page.title = Topic.title + ": " + Month.title ?><?cs /if ?>
<?cs if:Month.Previous.month ?><?cs set:Page.prev = "/events/?month=" + Month.Previous.month ?><?cs /if ?>
<?cs if:Month.Next.month ?><?cs set:Page.next = "/events/?month=" + Month.Next.month ?><?cs /if ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<main id="main">
<?cs if:Year.title ?><?cs call:page_crumbs(Topic.title, "/events/", Year.title) ?><?cs elif:Month.now ?><?cs call:page_crumbs("", "", Topic.title) ?><?cs else ?><?cs call:page_crumbs(Topic.title, "/events/", Month.title) ?><?cs /if ?>
<div class="wrap">
<div class="title">
<h1><?cs var:Page.title ?></h1>
<p class="lead"><?cs if:Topic.lead ?><?cs var:Topic.lead ?> <?cs /if ?>Время местное: <?cs var:Site.zone ?>.</p>
</div>
<nav class="chips" aria-label="Месяцы и годы"><?cs if:Month.Previous.month ?><a href="<?cs var:Base ?><?cs var:Page.prev ?>" rel="prev">← <?cs var:Month.Previous.title ?></a> <?cs /if ?><?cs if:Month.Next.month ?><a href="<?cs var:Base ?><?cs var:Page.next ?>" rel="next"><?cs var:Month.Next.title ?> →</a> <?cs /if ?><?cs if:!Month.now ?><a href="<?cs var:Base ?>/events/">Этот месяц</a> <?cs /if ?><?cs each:year = Years ?><a href="<?cs var:Base ?>/events/?year=<?cs var:year.year ?>"<?cs if:year.current && Year.title ?> aria-current="page"<?cs /if ?>><?cs var:year.year ?> год</a> <?cs /each ?></nav>
<?cs if:Year.title ?>
<?cs each:month = Months ?>
<section class="sec" aria-labelledby="h-<?cs var:name(month) ?>">
<div class="head"><h2 id="h-<?cs var:name(month) ?>"><?cs var:month.title ?></h2></div>
<ol class="grid evs">
<?cs each:event = month.Events ?><?cs call:page_event_row(event) ?><?cs /each ?>
</ol>
</section>
<?cs /each ?>
<?cs if:!subcount(Months) ?>
<p class="empty after">В этом году событий нет.</p>
<?cs /if ?>
<?cs else ?>
<table class="month">
<caption><?cs var:Month.title ?></caption>
<thead><tr><th scope="col"><abbr title="понедельник">Пн</abbr></th><th scope="col"><abbr title="вторник">Вт</abbr></th><th scope="col"><abbr title="среда">Ср</abbr></th><th scope="col"><abbr title="четверг">Чт</abbr></th><th scope="col"><abbr title="пятница">Пт</abbr></th><th scope="col"><abbr title="суббота">Сб</abbr></th><th scope="col"><abbr title="воскресенье">Вс</abbr></th></tr></thead>
<tbody>
<?cs each:week = Weeks ?><tr><?cs each:day = week.Days ?><td<?cs if:day.out ?> class="out"<?cs elif:day.now ?> class="now"<?cs /if ?>><?cs if:day.now ?><span class="vh">сегодня, </span><?cs /if ?><?cs var:day.day ?><?cs each:event = day.Events ?><a href="<?cs var:Base ?>/events/<?cs var:event.id ?>"><?cs var:event.starts.hm ?> <?cs var:event.title ?></a><?cs /each ?></td><?cs /each ?></tr>
<?cs /each ?></tbody>
</table>
<section class="sec" aria-labelledby="h-list">
<div class="head"><h2 id="h-list">Списком</h2></div>
<?cs if:subcount(Events) ?>
<ol class="grid evs">
<?cs each:event = Events ?><?cs call:page_event_row(event) ?><?cs /each ?>
</ol>
<?cs else ?>
<p class="empty">В этом месяце событий нет.<?cs if:Month.Next.month ?> Ближайшие — <a href="<?cs var:Base ?><?cs var:Page.next ?>"><?cs var:Month.Next.title ?></a>.<?cs /if ?></p>
<?cs /if ?>
</section>
<?cs /if ?>
<?cs call:page_topic_text() ?>
<p class="after noprint"><a class="more" href="<?cs var:Base ?>/events.ics">Подписаться на календарь (.ics)</a></p>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
