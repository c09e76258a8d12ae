<?cs # the month of the media plan: Tabs.N Plan.* Weeks.N.Days.N ?>
<?cs # Days: num label ymd past now other empty banded more Bands.N Cards.N ?>
<?cs # Bands: gap begins ends text long; Cards: see desk_part_story, is_event hm input ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs def:plan_card(card) ?>
<?cs if:card.is_event ?>
            <div class="c e"><a href="<?cs var:Base ?>/desk/event/<?cs var:card.id ?>"><span class="k"><?cs call:icon("event") ?> <b><?cs var:card.hm ?></b> <?cs if:card.cancelled ?>Отменено<?cs else ?>Событие<?cs /if ?></span> <span class="t"><?cs var:card.title ?></span></a></div>
<?cs else ?>
            <article class="c s-<?cs var:card.css ?>" id="s-<?cs var:card.id ?>"<?cs if:card.movable ?> data-card="<?cs var:card.id ?>"<?cs /if ?>>
              <a href="<?cs var:Base ?>/desk/story/<?cs var:card.id ?>"><span class="k"><?cs call:icon(card.icon) ?><?cs if:card.hm ?> <b><?cs var:card.hm ?></b><?cs /if ?> <?cs if:card.slot ?><?cs var:card.kind ?><?cs else ?><?cs var:card.label ?><?cs /if ?></span> <?cs if:card.slot ?><span class="t"><?cs if:card.event ?><?cs var:card.event ?>: <?cs /if ?><?cs var:card.window ?></span> <span class="vh">Пустое окно, написать</span><?cs else ?><span class="t"><span class="vh"><?cs var:card.kind ?>: </span><?cs var:card.title ?></span><?cs /if ?></a>
<?cs if:card.movable ?>
              <details name="pop" class="pop">
                <summary aria-label="Перенести: <?cs var:card.title ?>"><?cs call:icon("more") ?></summary>
                <div class="drop">
                  <form method="post" action="<?cs var:Base ?>/desk/story/<?cs var:card.id ?>/move" data-move>
                    <?cs call:csrf() ?><?cs call:back() ?>
                    <input type="hidden" name="version" value="<?cs var:card.version ?>">
                    <label for="m<?cs var:card.id ?>">Перенести на</label>
                    <input type="datetime-local" id="m<?cs var:card.id ?>" name="at" value="<?cs var:card.input ?>" required>
                    <p class="acts"><button type="submit" class="btn">Перенести</button></p>
                  </form>
                </div>
              </details>
<?cs /if ?>
            </article>
<?cs /if ?>
<?cs /def ?>
    <div class="ph">
      <div><h1>Медиаплан</h1></div>
      <p class="acts"><?cs if:Me.may_write ?><a class="btn" href="<?cs var:Base ?>/desk/story/new">Новый материал</a><?cs /if ?> <?cs if:Me.may_plan ?><a class="btn quiet" href="<?cs var:Base ?>/desk/event/new">Новое событие</a><?cs /if ?></p>
    </div>
<?cs include!"part/desk_tabs.cs" ?>
<?cs include!"part/desk_tools.cs" ?>
    <div data-region="plan">
<?cs if:!Plan.any ?>
    <div class="empty mb">
      <h2>В этом месяце пусто</h2>
      <p>Добавьте событие: окна пресс-релиза и пост-релиза появятся сами.</p>
      <p class="acts"><?cs if:Me.may_plan ?><a class="btn" href="<?cs var:Base ?>/desk/event/new">Добавить событие</a><?cs /if ?> <?cs if:Me.may_write ?><a class="btn quiet" href="<?cs var:Base ?>/desk/story/new">Написать новость без события</a><?cs /if ?></p>
    </div>
<?cs /if ?>
    <table class="cal">
      <caption><span class="vh">Медиаплан, <?cs var:Plan.title ?>. </span>Время: <?cs var:Site.zone ?>. <span class="noprint"><a href="<?cs var:Base ?><?cs var:Plan.csv ?>">Скачать CSV</a>, <a href="<?cs var:Base ?><?cs var:Plan.print ?>">напечатать на А4</a></span></caption>
      <thead><tr><th scope="col">Пн</th><th scope="col">Вт</th><th scope="col">Ср</th><th scope="col">Чт</th><th scope="col">Пт</th><th scope="col">Сб</th><th scope="col">Вс</th></tr></thead>
      <tbody>
<?cs each:week = Weeks ?>
        <tr>
<?cs each:day = week.Days ?>
          <td class="<?cs if:day.now ?>now<?cs elif:day.past ?>past<?cs /if ?><?cs if:day.other ?> other<?cs /if ?><?cs if:day.empty && !day.now ?> none<?cs /if ?>" data-day="<?cs var:day.ymd ?>">
            <div class="d"><span class="dn" aria-hidden="true"><?cs var:day.num ?></span><span class="dl"><?cs var:day.label ?><?cs if:day.now ?> — сегодня<?cs /if ?></span><?cs if:Me.may_write ?><?cs if:!day.past ?><a class="plus" href="<?cs var:Base ?>/desk/story/new?at=<?cs var:day.ymd ?>" aria-label="Новый материал: <?cs var:day.label ?>">+</a><?cs /if ?><?cs /if ?></div>
<?cs each:band = day.Bands ?><?cs if:band.gap ?>
            <div class="band b-mid b-no" aria-hidden="true">&nbsp;</div>
<?cs elif:band.begins ?>
            <p class="band b-on<?cs if:band.ends ?> b-off<?cs /if ?>" title="<?cs var:band.long ?>"><span class="b-s" aria-hidden="true"><?cs var:band.text ?></span><span class="b-l"><?cs var:band.long ?></span></p>
<?cs else ?>
            <div class="band b-mid<?cs if:band.ends ?> b-off<?cs /if ?>" aria-hidden="true"><?cs if:band.text ?><span class="b-s"><?cs var:band.text ?></span><?cs else ?>&nbsp;<?cs /if ?></div>
<?cs /if ?><?cs /each ?>
<?cs each:card = day.Cards ?><?cs call:plan_card(card) ?><?cs /each ?>
<?cs if:day.more ?>
            <a class="lk" href="<?cs var:Base ?><?cs var:Plan.day_path ?>#d-<?cs var:day.ymd ?>">ещё <?cs var:day.more ?><span class="vh">: <?cs var:day.label ?></span></a>
<?cs /if ?>
          </td>
<?cs /each ?>
        </tr>
<?cs /each ?>
      </tbody>
    </table>
    </div>
    <section aria-labelledby="h-key" class="noprint">
      <h2 class="vh" id="h-key">Обозначения</h2>
      <p class="acts f"><span class="st s-slot">Пустое окно</span> <span class="st s-draft">Черновик</span> <span class="st s-review">Согласование</span> <span class="st s-returned">Возвращён</span> <span class="st s-approved">Согласован</span> <span class="st s-scheduled">В очереди</span> <span class="st s-published">Опубликован</span> <span class="st s-missed">Время прошло</span></p>
      <p class="meta f">Полоса над карточками — окно, в которое материал должен выйти. Пунктир — материала для окна ещё нет. Карточку можно перетащить или перенести через «…».</p>
    </section>
<?cs if:Plan.no_channel ?><?cs include!"part/desk_connect.cs" ?><?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
