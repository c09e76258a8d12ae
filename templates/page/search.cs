<?cs # search: Topic.* Search.q .kind .words_max .asked .wordless .total .found .hint .hint_address .narrow .everywhere ?>
<?cs # Search.Groups.N.title .address .current Rubrics.N.slug .title .selected Years.N.year .selected page pages prev next ?>
<?cs # Search.Hits.N.kind .path .rubric .at.* Title.N.text .hit Snippet.N.text .hit ?>
<?cs if:Search.q ?><?cs set:Page.title = "«" + Search.q + "» — " + Topic.title ?><?cs else ?><?cs set:Page.title = Topic.title ?><?cs /if ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<?cs def:search_pieces(list) ?><?cs each:piece = list ?><?cs if:piece.hit ?><mark><?cs var:piece.text ?></mark><?cs else ?><?cs var:piece.text ?><?cs /if ?><?cs /each ?><?cs /def ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<div class="title">
<h1><?cs var:Topic.title ?></h1>
<?cs if:!Search.asked && Topic.lead ?><p class="lead"><?cs var:Topic.lead ?></p>
<?cs /if ?><form class="after" role="search" action="<?cs var:Base ?>/search">
<div class="find">
<label class="vh" for="q">Что найти</label>
<input type="search" id="q" name="q" value="<?cs var:Search.q ?>" maxlength="<?cs var:Search.words_max ?>" autocomplete="off">
<button type="submit" class="btn">Найти</button>
</div>
<?cs if:Search.kind ?><input type="hidden" name="kind" value="<?cs var:Search.kind ?>">
<?cs /if ?><?cs if:Search.asked ?><div class="acts after">
<?cs if:subcount(Search.Rubrics) ?><label class="vh" for="rubric">Рубрика</label>
<select id="rubric" name="rubric"><option value="">Все рубрики</option><?cs each:rubric = Search.Rubrics ?><option value="<?cs var:rubric.slug ?>"<?cs if:rubric.selected ?> selected<?cs /if ?>><?cs var:rubric.title ?></option><?cs /each ?></select>
<?cs /if ?><label class="vh" for="year">Год</label>
<select id="year" name="year"><option value="">За все годы</option><?cs each:year = Search.Years ?><option<?cs if:year.selected ?> selected<?cs /if ?>><?cs var:year.year ?></option><?cs /each ?></select>
<button type="submit" class="btn quiet">Уточнить</button>
</div>
<?cs /if ?></form>
</div>
<?cs if:Search.asked && !Search.wordless ?>
<nav aria-label="Где искать">
<ul class="chips">
<?cs each:group = Search.Groups ?><li><a href="<?cs var:Base ?><?cs var:group.address ?>"<?cs if:group.current ?> aria-current="page"<?cs /if ?>><?cs var:group.title ?></a></li>
<?cs /each ?></ul>
</nav>
<?cs /if ?>
<?cs if:subcount(Search.Hits) ?>
<h2 class="vh">Что нашлось</h2>
<p class="after" role="status"><?cs var:Search.found ?>.</p>
<ul class="hits">
<?cs each:hit = Search.Hits ?><li class="row"><div>
<p class="meta"><?cs var:hit.kind ?><?cs if:hit.at.ru ?> · <time datetime="<?cs var:hit.at.iso ?>"><?cs var:hit.at.ru ?></time><?cs /if ?><?cs if:hit.rubric ?> · <?cs var:hit.rubric ?><?cs /if ?></p>
<h3><a href="<?cs var:Base ?><?cs var:hit.path ?>"><?cs call:search_pieces(hit.Title) ?></a></h3>
<?cs if:subcount(hit.Snippet) ?><p><?cs call:search_pieces(hit.Snippet) ?></p>
<?cs /if ?></div></li>
<?cs /each ?></ul>
<?cs if:Search.pages ?>
<nav class="pager" aria-label="Страницы">
<ul>
<?cs if:Search.prev ?><li><a href="<?cs var:Base ?><?cs var:Search.prev ?>" rel="prev">← Назад</a></li>
<?cs /if ?><li><span>Страница <?cs var:Search.page ?> из <?cs var:Search.pages ?></span></li>
<?cs if:Search.next ?><li><a href="<?cs var:Base ?><?cs var:Search.next ?>" rel="next">Дальше →</a></li>
<?cs /if ?></ul>
</nav>
<?cs /if ?>
<?cs elif:Search.wordless ?>
<div class="box after">
<h2>В запросе нет слов</h2>
<p role="status">Напишите хотя бы одно слово: искать можно по новостям, событиям, документам и страницам раздела.</p>
</div>
<?cs elif:Search.asked ?>
<div class="box after">
<h2>По запросу «<?cs var:Search.q ?>» ничего не нашлось</h2>
<?cs if:Search.hint ?><p>Возможно, вы искали: <a href="<?cs var:Base ?><?cs var:Search.hint_address ?>"><?cs var:Search.hint ?></a>.</p>
<?cs /if ?><?cs if:Search.narrow ?><p><a href="<?cs var:Base ?><?cs var:Search.everywhere ?>">Искать то же во всём разделе, за все годы</a></p>
<?cs /if ?><p>Раздел рассказывает только о наставничестве. Попробуйте другое слово, короче или без окончания, или начните отсюда:</p>
<p class="acts"><a class="btn quiet" href="<?cs var:Base ?>/news/">Все новости</a> <a class="btn quiet" href="<?cs var:Base ?>/events/">События</a> <a class="btn quiet" href="<?cs var:Base ?>/documents/">Документы</a></p>
<?cs if:subcount(Search.Rubrics) ?><ul class="chips after">
<?cs each:rubric = Search.Rubrics ?><li><a href="<?cs var:Base ?>/news/<?cs var:rubric.slug ?>/"><?cs var:rubric.title ?></a></li>
<?cs /each ?></ul>
<?cs /if ?></div>
<?cs /if ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
