<?cs # the first page: Home.title .lead Events.N Rubrics.N.Stories.N ?>
<?cs set:Page.description = "Наставничество в школе: как устроены пары, ближайшие события, новости и как присоединиться." ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<main id="main">
  <div class="hero">
    <div class="wrap">
      <div>
        <h1><?cs if:Home.title ?><?cs var:Home.title ?><?cs else ?>Рядом тот, кто уже умеет<?cs /if ?></h1>
        <p class="lead"><?cs if:Home.lead ?><?cs var:Home.lead ?><?cs else ?>Наставничество в нашей школе — это пары на учебный год. Старшие ученики помогают младшим, опытные учителя — начинающим.<?cs /if ?></p>
        <p class="acts"><a class="btn" href="#join">Стать наставником</a> <a class="btn quiet" href="#join">Найти наставника</a></p>
      </div>
    </div>
  </div>
  <div class="wrap">
    <section class="sec" aria-labelledby="h-ev">
      <div class="head"><h2 id="h-ev">Ближайшие события</h2> <a class="more" href="<?cs var:Base ?>/events/">Календарь событий</a></div>
<?cs if:subcount(Events) ?>
      <ol class="grid evs">
<?cs each:event = Events ?><?cs call:page_event_row(event) ?><?cs /each ?>
      </ol>
<?cs else ?>
      <p>Ближайших событий пока нет. Загляните в <a href="<?cs var:Base ?>/events/">календарь</a> позже.</p>
<?cs /if ?>
    </section>
    <section class="sec" aria-labelledby="h-new">
      <div class="head"><h2 id="h-new">Свежее по рубрикам</h2> <a class="more" href="<?cs var:Base ?>/news/">Все новости</a></div>
<?cs if:subcount(Rubrics) ?>
      <div class="grid four">
<?cs each:rubric = Rubrics ?>
        <section aria-labelledby="r-<?cs var:rubric.slug ?>">
          <h3 class="rubric" id="r-<?cs var:rubric.slug ?>"><a href="<?cs var:Base ?>/news/<?cs var:rubric.slug ?>/"><?cs var:rubric.title ?></a><?cs if:rubric.about ?> <small><?cs var:rubric.about ?></small><?cs /if ?></h3>
<?cs each:story = rubric.Stories ?><?cs if:name(story) == "0" ?><?cs call:page_story_card(story) ?><?cs /if ?><?cs /each ?>
<?cs if:subcount(rubric.Stories) > #1 ?>
          <ul class="heads">
<?cs each:story = rubric.Stories ?><?cs if:name(story) != "0" ?>
            <li><a href="<?cs var:Base ?>/story/<?cs var:story.slug ?>"><?cs var:story.title ?></a> <small><?cs var:story.published.day ?></small></li>
<?cs /if ?><?cs /each ?>
          </ul>
<?cs /if ?>
        </section>
<?cs /each ?>
      </div>
<?cs else ?>
      <p>Материалов пока нет: раздел только открылся.</p>
<?cs /if ?>
    </section>
    <section class="sec" id="join" aria-labelledby="h-join">
      <div class="head"><h2 id="h-join">Как присоединиться</h2></div>
      <div class="grid">
        <div class="box">
          <h3>Хочу быть наставником</h3>
          <ol class="steps"><li>Расскажите куратору, в чём вы сильны и сколько времени есть.</li><li>Пройдите занятия школы наставника.</li><li>Познакомьтесь с наставляемым на общей встрече.</li></ol>
        </div>
        <div class="box">
          <h3>Нужен наставник</h3>
          <ol class="steps"><li>Опишите, с чем нужна помощь: учёба, класс, проект, выбор профессии.</li><li>До 14 лет согласие подпишет родитель, с 14 — вы вместе.</li><li>Выберите наставника после общей встречи.</li></ol>
        </div>
<?cs if:Site.contact ?>
        <div class="box t">
          <h3>С чего начать сегодня</h3>
          <p>Обратитесь к куратору: <?cs var:Site.contact ?></p>
<?cs if:Site.email ?>
          <p class="acts"><a class="btn" href="mailto:<?cs var:Site.email ?>">Написать куратору</a></p>
<?cs /if ?>
        </div>
<?cs /if ?>
      </div>
    </section>
  </div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
