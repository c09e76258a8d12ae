<?cs # the control sheet: Done.* Ontime.* Sheet.* Late.N (part/desk_control_late.cs) Gaps.N name label words current more Links.N id words; Rows.N; Rows_none _all Cycle.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Контрольный лист</h1><p><?cs if:!Cycle.none ?><?cs var:Cycle.title ?>, на <?cs var:Sheet.today ?><?cs /if ?></p></div>
      <?cs if:Cycle.map ?><p class="acts noprint"><a class="btn quiet" href="<?cs var:Base ?>/desk/control/print?cycle=<?cs var:Cycle.id ?>">Печать</a> <a class="btn quiet" href="<?cs var:Base ?>/desk/control.csv?cycle=<?cs var:Cycle.id ?>">Скачать CSV</a></p><?cs /if ?></div>
<?cs set:Cycle_page = "/desk/control" ?>
<?cs include!"part/desk_cycle.cs" ?>
<?cs if:!Cycle.none ?>
<?cs if:!Cycle.map ?>
    <div class="empty"><h2>Дорожной карты этого года нет</h2><p>Вставьте документ школы: контрольный лист соберётся по нему.</p><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/roadmap">Открыть дорожную карту</a></p></div>
<?cs else ?>
    <section class="panel mb" aria-labelledby="h-s">
      <h2 id="h-s">Итог</h2>
<?cs include!"part/desk_control_totals.cs" ?>
    </section>
<?cs include!"part/desk_control_late.cs" ?>
    <section class="panel mb" aria-labelledby="h-g">
      <h2 id="h-g">Чего не хватает</h2>
<?cs if:Gaps.0.name ?>
      <ul class="list">
<?cs each:gap = Gaps ?>
        <li><div class="g"><b><a href="<?cs var:Base ?>/desk/control?cycle=<?cs var:Cycle.id ?>&amp;only=<?cs var:gap.name ?>#rows"><?cs var:gap.label ?>: <?cs var:gap.words ?></a></b><p class="jump"><?cs each:link = gap.Links ?><a href="<?cs var:Base ?>/desk/activity/<?cs var:link.id ?>"><?cs var:link.words ?></a> <?cs /each ?><?cs if:gap.more ?>и ещё <?cs var:gap.more ?><?cs /if ?></p></div></li>
<?cs /each ?>
      </ul>
<?cs elif:Done.of == "0" ?>
      <p>Пунктов, которые считаются, нет: все сняты с контроля.</p>
<?cs else ?>
      <p>Всё выполнено, в срок и с обещанными документами.</p>
<?cs /if ?>
    </section>
    <section id="rows" aria-labelledby="h-r">
      <h2 id="h-r" class="mb">Пункты дорожной карты<?cs if:!Rows_all ?> <small><a href="<?cs var:Base ?>/desk/control?cycle=<?cs var:Cycle.id ?>">показать все</a></small><?cs /if ?></h2>
<?cs if:Rows_none ?>
      <p>Таких пунктов нет.</p>
<?cs else ?>
    <table class="stack">
      <caption class="vh">Пункты дорожной карты и чем они подтверждены</caption>
<?cs include!"part/desk_control_rows.cs" ?>
    </table>
<?cs /if ?>
    </section>
<?cs /if ?>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
