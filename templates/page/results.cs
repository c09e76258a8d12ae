<?cs # results by year: Topic.* Figures.N.n .title .unit .shares .Chart.* .Points.N.year .value .of .percent .source ?>
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
<?cs each:figure = Figures ?>
<section class="sec" aria-labelledby="h<?cs var:figure.n ?>">
<div class="head"><h2 id="h<?cs var:figure.n ?>"><?cs var:figure.title ?><?cs if:figure.unit ?>, <?cs var:figure.unit ?><?cs /if ?></h2></div>
<div class="chart">
<svg role="img" aria-labelledby="t<?cs var:figure.n ?> d<?cs var:figure.n ?>" viewBox="0 0 <?cs var:figure.Chart.wide ?> <?cs var:figure.Chart.high ?>" width="<?cs var:figure.Chart.em ?>em">
<title id="t<?cs var:figure.n ?>"><?cs var:figure.title ?></title>
<desc id="d<?cs var:figure.n ?>"><?cs var:figure.Chart.words ?></desc>
<?cs each:bar = figure.Chart.Bars ?><?cs if:figure.Chart.whole ?><rect class="k-rail" x="<?cs var:bar.x ?>" y="<?cs var:figure.Chart.whole_y ?>" width="<?cs var:figure.Chart.bar ?>" height="<?cs var:figure.Chart.whole ?>"/><?cs /if ?><rect class="k-bar" x="<?cs var:bar.x ?>" y="<?cs var:bar.y ?>" width="<?cs var:figure.Chart.bar ?>" height="<?cs var:bar.high ?>"/><text x="<?cs var:bar.middle ?>" y="<?cs var:bar.above ?>"><?cs var:bar.value ?></text><text x="<?cs var:bar.middle ?>" y="<?cs var:figure.Chart.label ?>"><?cs var:bar.year ?></text>
<?cs /each ?><path class="k-base" d="M0 <?cs var:figure.Chart.base ?>h<?cs var:figure.Chart.wide ?>"/>
</svg>
<table class="data">
<caption class="vh"><?cs var:figure.title ?> по годам</caption>
<thead><tr><th scope="col">Год</th><th scope="col">Число</th><?cs if:figure.shares ?><th scope="col">Доля</th><?cs /if ?></tr></thead>
<tbody>
<?cs each:point = figure.Points ?><tr><th scope="row"><?cs var:point.year ?><?cs if:point.source ?> <small><?cs var:point.source ?></small><?cs /if ?></th><td><?cs var:point.value ?><?cs if:point.of ?> из <?cs var:point.of ?><?cs /if ?></td><?cs if:figure.shares ?><td><?cs var:point.percent ?></td><?cs /if ?></tr>
<?cs /each ?></tbody>
</table>
</div>
</section>
<?cs /each ?>
<?cs if:!subcount(Figures) ?>
<p class="empty after">Чисел пока нет: итоги первого года появятся, когда он закончится.</p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
