<?cs # stories by rubric: Rubric.title .about (one rubric) Rubrics.N Stories.N older later ?>
<?cs set:Page.section = "news" ?>
<?cs if:Rubric.title ?><?cs set:Page.title = Rubric.title ?><?cs set:Page.description = Rubric.about ?><?cs else ?><?cs set:Page.title = "Новости" ?><?cs /if ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
  <nav class="crumbs wrap" aria-label="Вы здесь">
    <ol>
      <li><a href="<?cs var:Base ?>/"><?cs var:Site.title ?></a></li>
<?cs if:Rubric.title ?>
      <li><a href="<?cs var:Base ?>/news/">Новости</a></li>
      <li aria-current="page"><?cs var:Rubric.title ?></li>
<?cs else ?>
      <li aria-current="page">Новости</li>
<?cs /if ?>
    </ol>
  </nav>
  <div class="wrap">
    <div class="title">
      <h1><?cs var:Page.title ?></h1>
<?cs if:Rubric.about ?>
      <p class="lead"><?cs var:Rubric.about ?></p>
<?cs /if ?>
    </div>
    <nav aria-label="Рубрики">
      <ul class="chips">
        <li><a href="<?cs var:Base ?>/news/"<?cs if:!Rubric.title ?> aria-current="page"<?cs /if ?>>Все</a></li>
<?cs each:rubric = Rubrics ?>
        <li><a href="<?cs var:Base ?>/news/<?cs var:rubric.slug ?>/"<?cs if:rubric.current ?> aria-current="page"<?cs /if ?>><?cs var:rubric.title ?></a></li>
<?cs /each ?>
      </ul>
    </nav>
    <h2 class="vh">Материалы, свежие сверху</h2>
<?cs if:subcount(Stories) ?>
    <ul>
<?cs each:story = Stories ?><?cs call:page_story_row(story) ?><?cs /each ?>
    </ul>
<?cs else ?>
    <p class="after">Здесь пока нет материалов. <a href="<?cs var:Base ?>/news/">Все новости</a></p>
<?cs /if ?>
<?cs if:older || later ?>
    <nav class="pager" aria-label="Страницы">
      <ul>
<?cs if:later ?>
        <li><a href="<?cs var:Base ?><?cs var:Page.address ?>">← Самые свежие</a></li>
<?cs /if ?>
<?cs if:older ?>
        <li><a href="?before=<?cs var:older ?>" rel="next">Более ранние →</a></li>
<?cs /if ?>
      </ul>
    </nav>
<?cs /if ?>
<?cs if:Rubric.slug ?>
    <p class="meta after"><a href="<?cs var:Base ?>/feed/<?cs var:Rubric.slug ?>.xml">Лента рубрики (Atom)</a></p>
<?cs /if ?>
  </div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
