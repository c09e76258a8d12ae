<?cs # practices by year: Topic.* Parts.N.title .Records.N.title .form .problem .actions.html .result .file .url ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<?cs include!"part/page_record.cs" ?>
<?cs include!"part/page_practice.cs" ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<?cs call:page_topic_title() ?>
<?cs call:page_topic_text() ?>
<?cs each:part = Parts ?>
<section class="sec" aria-label="<?cs if:part.title ?><?cs var:part.title ?> учебный год<?cs else ?>Без года<?cs /if ?>">
<?cs if:part.title ?><div class="head"><h2><?cs var:part.title ?> учебный год</h2></div>
<?cs /if ?><?cs each:record = part.Records ?><?cs call:page_practice(record, part.title) ?><?cs /each ?>
</section>
<?cs /each ?>
<?cs if:!subcount(Parts) ?>
<p class="empty after">Практик пока нет. Первые появятся, когда будет чем поделиться.</p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
