<?cs # rubrics: Rubrics.N id slug title about hashtag position archived open latest; Rubrics_few _next; Form.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Рубрики</h1><p>Постоянные темы раздела и хештеги во ВКонтакте. Нужно не меньше двух.</p></div></div>
<?cs if:Rubrics_few ?>
    <div class="flash s-missed"><p class="g"><b>Рубрик меньше двух.</b> По плану наставничества их должно быть хотя бы две: добавьте ещё.</p></div>
<?cs /if ?>
<?cs each:rubric = Rubrics ?>
    <section class="panel" aria-labelledby="r-<?cs var:rubric.id ?>">
      <h2 id="r-<?cs var:rubric.id ?>"><?cs var:rubric.title ?> <small>#<?cs var:rubric.hashtag ?></small><?cs if:rubric.archived ?> <span class="st s-skipped">В архиве</span><?cs /if ?></h2>
      <?cs if:rubric.about ?><p><?cs var:rubric.about ?></p><?cs /if ?>
      <p class="meta f"><?cs if:rubric.latest.near ?>Последний материал: <?cs var:rubric.latest.near ?>.<?cs else ?>Материалов ещё не было.<?cs /if ?> <a href="<?cs var:Base ?>/news/<?cs var:rubric.slug ?>/">На сайте</a></p>
<?cs if:Me.may_plan ?>
      <details class="fold"<?cs if:rubric.open ?> open<?cs /if ?>>
        <summary>Изменить</summary>
        <form method="post" action="<?cs var:Base ?>/desk/rubrics"><?cs call:csrf() ?><input type="hidden" name="id" value="<?cs var:rubric.id ?>">
<?cs if:rubric.open && Form.errors != "0" ?>
          <div class="two">
<?cs call:line(Form.title, "rt-open", "title", "Название", "") ?>
<?cs call:line(Form.hashtag, "rh-open", "hashtag", "Хештег", "") ?>
          </div>
<?cs call:area(Form.about, "ra-open", "about", "О чём", "", "2") ?>
<?cs else ?>
          <div class="two">
            <p class="f"><label for="rt-<?cs var:rubric.id ?>">Название</label><input type="text" id="rt-<?cs var:rubric.id ?>" name="title" value="<?cs var:rubric.title ?>" required></p>
            <p class="f"><label for="rh-<?cs var:rubric.id ?>">Хештег</label><input type="text" id="rh-<?cs var:rubric.id ?>" name="hashtag" value="<?cs var:rubric.hashtag ?>" required></p>
          </div>
          <p class="f"><label for="ra-<?cs var:rubric.id ?>">О чём</label><textarea id="ra-<?cs var:rubric.id ?>" name="about" rows="2">
<?cs var:rubric.about ?></textarea></p>
<?cs /if ?>
          <p class="f"><label for="rp-<?cs var:rubric.id ?>">Место в списке</label><input type="number" class="short" id="rp-<?cs var:rubric.id ?>" name="position" min="0" max="1000" value="<?cs var:rubric.position ?>"></p>
          <p class="acts f"><button type="submit" class="btn">Сохранить</button></p>
        </form>
        <form class="acts f" method="post" action="<?cs var:Base ?>/desk/rubrics/<?cs var:rubric.id ?>/archive"><?cs call:csrf() ?><input type="hidden" name="archived" value="<?cs if:rubric.archived ?>0<?cs else ?>1<?cs /if ?>"><button type="submit" class="btn quiet"><?cs if:rubric.archived ?>Вернуть из архива<?cs else ?>Убрать в архив<?cs /if ?></button></form>
      </details>
<?cs /if ?>
    </section>
<?cs /each ?>
<?cs if:Me.may_plan ?>
    <section class="panel" aria-labelledby="r-new">
      <h2 id="r-new">Новая рубрика</h2>
      <form method="post" action="<?cs var:Base ?>/desk/rubrics"><?cs call:csrf() ?><input type="hidden" name="position" value="<?cs var:Rubrics_next ?>">
<?cs if:Form.new ?>
        <div class="two">
<?cs call:line(Form.title, "title", "title", "Название", "") ?>
<?cs call:line(Form.hashtag, "hashtag", "hashtag", "Хештег во ВКонтакте", "") ?>
        </div>
<?cs call:area(Form.about, "about", "about", "О чём", "", "2") ?>
<?cs else ?>
        <div class="two">
          <p class="f"><label for="title">Название</label><input type="text" id="title" name="title" required></p>
          <p class="f"><label for="hashtag">Хештег во ВКонтакте</label><input type="text" id="hashtag" name="hashtag" required></p>
        </div>
<?cs /if ?>
        <p class="acts f"><button type="submit" class="btn">Добавить рубрику</button></p>
      </form>
    </section>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
