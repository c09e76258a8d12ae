<?cs # forms of mentoring: Topic.* Records.N.title .who .about.html .models .reason .standard.words ?>
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
<?cs each:record = Records ?>
<section class="sec" id="r<?cs var:record.id ?>" aria-labelledby="h<?cs var:record.id ?>">
<div class="head"><h2 id="h<?cs var:record.id ?>"><?cs var:record.title ?></h2></div>
<div class="cols">
<div class="prose">
<?cs if:record.who ?><p class="lead"><?cs var:record.who ?></p>
<?cs /if ?><?cs var:raw(record.about.html) ?>
</div>
<div>
<?cs if:record.models || record.reason || record.standard ?>
<div class="box">
<dl class="facts">
<?cs if:record.models ?><dt>Роли</dt><dd><?cs call:page_lines(record.models) ?></dd>
<?cs /if ?><?cs if:record.reason ?><dt>Почему выбрана</dt><dd><?cs call:page_lines(record.reason) ?></dd>
<?cs /if ?><?cs if:record.standard ?><dt>Форма целевой модели</dt><dd><?cs var:record.standard.words ?></dd>
<?cs /if ?></dl>
</div>
<?cs /if ?>
</div>
</div>
</section>
<?cs /each ?>
<?cs if:!subcount(Records) ?>
<p class="empty after">Формы на этот год ещё не выбраны.</p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
