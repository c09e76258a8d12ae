<?cs # the curator and the group: Topic.* Records.N.name .post .organisation .curator .duty .order .hours .phone .email ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<?cs include!"part/page_record.cs" ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<?cs call:page_topic_title() ?>
<?cs call:page_topic_text() ?>
<?cs if:subcount(Records) ?>
<ul class="grid people">
<?cs each:record = Records ?>
<li class="box<?cs if:record.curator ?> t<?cs /if ?>" id="r<?cs var:record.id ?>">
<?cs if:record.curator ?><p class="tag">Куратор</p>
<?cs /if ?><h2><?cs var:record.name ?></h2>
<?cs if:record.post || record.organisation ?><p><?cs var:record.post ?><?cs if:record.post && record.organisation ?>, <?cs /if ?><?cs var:record.organisation ?></p>
<?cs /if ?><?cs call:page_lines(record.duty) ?>
<?cs if:record.hours ?><p><?cs var:record.hours ?></p>
<?cs /if ?><?cs if:record.phone ?><p>Телефон: <?cs var:record.phone ?></p>
<?cs /if ?><?cs if:record.email ?><p><a href="mailto:<?cs var:record.email ?>"><?cs var:record.email ?></a></p>
<?cs /if ?><?cs if:record.order ?><p class="meta"><?cs var:record.order ?></p>
<?cs /if ?></li>
<?cs /each ?></ul>
<?cs elif:Site.contact || Site.email ?>
<div class="box t after"><h2>Куратор</h2><?cs if:Site.contact ?><p><?cs var:Site.contact ?></p><?cs /if ?><?cs if:Site.email ?><p><a href="mailto:<?cs var:Site.email ?>"><?cs var:Site.email ?></a></p><?cs /if ?></div>
<?cs else ?>
<p class="empty after">Состав группы ещё не размещён.</p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
