<?cs # the roadmap: Topic.* Road.id .cycle .cycle_title .title .n .done .all .closed .order .approved .approved_iso .responsible .evidence .state .words Road.Bar.N Road.States.N ?>
<?cs # Cycles.N.id .title .current Sections.N.n .title .inner .done .shown .fold .open .Rows.N (page/roadmap_row.h) ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<?cs call:page_topic_title() ?>
<?cs if:subcount(Cycles) ?>
<nav aria-label="Программный год"><ul class="chips">
<?cs each:cycle = Cycles ?><li><a href="<?cs var:Base ?>/roadmap/?cycle=<?cs var:cycle.id ?>"<?cs if:cycle.current ?> aria-current="page"<?cs /if ?>><?cs var:cycle.title ?></a></li>
<?cs /each ?></ul></nav>
<?cs /if ?>
<div class="cols">
<section aria-labelledby="h-sum">
<h2 id="h-sum"><?cs var:Road.title ?></h2>
<p><b>Выполнено <?cs var:Road.done ?> из <?cs var:Road.all ?></b><?cs if:Road.closed ?>. Год завершён<?cs /if ?></p>
<?cs if:subcount(Road.Bar) ?>
<svg class="sum" viewBox="0 0 1000 8" preserveAspectRatio="none" role="img" aria-label="<?cs var:Road.words ?>"><?cs each:bar = Road.Bar ?><rect class="<?cs var:bar.css ?>" x="<?cs var:bar.x ?>" y="0" width="<?cs var:bar.wide ?>" height="8"/><?cs /each ?></svg>
<?cs /if ?>
<?cs if:Road.n ?>
<nav aria-label="Показать по состоянию"><ul class="chips">
<li><a href="<?cs var:Base ?>/roadmap/?cycle=<?cs var:Road.cycle ?>"<?cs if:!Road.state ?> aria-current="page"<?cs /if ?>>Все <small><?cs var:Road.n ?></small></a></li>
<?cs each:state = Road.States ?><li><a href="<?cs var:Base ?>/roadmap/?cycle=<?cs var:Road.cycle ?>&amp;state=<?cs var:state.name ?>"<?cs if:state.current ?> aria-current="page"<?cs /if ?>><?cs var:state.label ?> <small><?cs var:state.count ?></small></a></li>
<?cs /each ?></ul></nav>
<?cs /if ?>
</section>
<div class="box">
<p><b>Утверждена директором</b><?cs if:Road.approved ?> <time datetime="<?cs var:Road.approved_iso ?>"><?cs var:Road.approved ?></time><?cs /if ?></p>
<?cs if:Road.order ?><p class="meta">Основание: <?cs var:Road.order ?></p>
<?cs /if ?><p><a class="more" href="<?cs var:Base ?>/roadmap/print?id=<?cs var:Road.id ?>">Печать на А4</a></p>
</div>
</div>
<div class="after">
<?cs call:page_topic_text() ?>
</div>
<?cs each:section = Sections ?>
<section class="sec"<?cs if:section.title ?> aria-labelledby="s<?cs var:section.n ?>"<?cs else ?> aria-label="Мероприятия"<?cs /if ?>>
<?cs if:section.title ?><div class="head"><?cs if:section.inner ?><h3 id="s<?cs var:section.n ?>"><?cs var:section.title ?></h3><?cs else ?><h2 id="s<?cs var:section.n ?>"><?cs var:section.title ?></h2><?cs /if ?><?cs if:section.shown ?> <span class="meta">выполнено <?cs var:section.done ?></span><?cs /if ?></div>
<?cs /if ?><?cs if:section.fold ?><details class="rows"<?cs if:section.open ?> open<?cs /if ?>>
<summary><?cs var:section.fold ?></summary>
<?cs /if ?><?cs if:section.shown ?><table class="stack">
<caption class="vh"><?cs if:section.title ?><?cs var:section.title ?><?cs else ?>Мероприятия<?cs /if ?></caption>
<thead><tr><th scope="col" class="w30">Мероприятие</th><th scope="col">Срок</th><?cs if:Road.responsible ?><th scope="col">Ответственный</th><?cs /if ?><th scope="col">Состояние</th><?cs if:Road.evidence ?><th scope="col">Подтверждение</th><?cs /if ?></tr></thead>
<tbody>
<?cs each:row = section.Rows ?><tr id="a<?cs var:row.id ?>">
<th scope="row"><?cs if:row.number ?><span class="meta"><?cs var:row.number ?></span> <?cs /if ?><?cs each:line = row.Lines ?><?cs var:line.text ?><br><?cs /each ?><?cs if:subcount(row.Items) ?><ul class="dots"><?cs each:item = row.Items ?><li><?cs var:item.text ?></li><?cs /each ?></ul><?cs /if ?><?cs if:row.result ?><small>Результат: <?cs var:row.result ?></small><br><?cs /if ?><?cs if:row.kpi ?><small>Показатель: <?cs var:row.kpi ?></small><?cs /if ?></th>
<td data-l="Срок"><?cs if:row.deadline ?>«<?cs var:row.deadline ?>»<?cs else ?><span class="meta">не назван</span><?cs /if ?><?cs if:row.understood ?><br><small><?cs var:row.understood ?></small><?cs /if ?></td>
<?cs if:Road.responsible ?><td data-l="Ответственный"><?cs if:row.responsible ?><?cs var:row.responsible ?><?cs else ?><span class="meta">не назван</span><?cs /if ?></td>
<?cs /if ?><td data-l="Состояние"><span class="st <?cs var:row.css ?>"><?cs var:row.label ?></span><?cs if:row.note ?><br><small><?cs var:row.note ?></small><?cs /if ?></td>
<?cs if:Road.evidence ?><td data-l="Подтверждение"><?cs each:proof = row.Proofs ?><a href="<?cs var:Base ?><?cs var:proof.address ?>"><?cs var:proof.title ?></a><br><?cs /each ?><?cs if:row.held ?><span class="meta"><?cs var:row.held ?></span><?cs elif:!subcount(row.Proofs) ?><span class="meta">пока нет</span><?cs /if ?></td>
<?cs /if ?></tr>
<?cs /each ?></tbody>
</table>
<?cs /if ?><?cs if:section.fold ?></details>
<?cs /if ?></section>
<?cs /each ?>
<?cs if:!subcount(Sections) ?>
<p class="empty after"><?cs if:Road.state ?>В этом состоянии мероприятий нет. <a href="<?cs var:Base ?>/roadmap/?cycle=<?cs var:Road.cycle ?>">Показать все</a><?cs else ?>Мероприятий здесь пока нет: школа ещё не открыла их посетителям.<?cs /if ?></p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
