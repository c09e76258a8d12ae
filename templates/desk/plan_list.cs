<?cs # the media plan as a list or by days: Tabs.N Plan.* Rows.N; Bulk.approved .refused Refused.N id title why ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><h1><?cs var:Plan.heading ?></h1></div>
      <p class="acts"><?cs if:Me.may_write ?><a class="btn" href="<?cs var:Base ?>/desk/story/new">Новый материал</a><?cs /if ?> <?cs if:Me.may_plan ?><a class="btn quiet" href="<?cs var:Base ?>/desk/event/new">Новое событие</a><?cs /if ?></p>
    </div>
<?cs if:Bulk.refused ?>
    <div class="flash s-missed" role="alert"><div class="g"><p><b><?cs var:Bulk.approved ?></b> <?cs var:Bulk.refused ?></p>
      <ul>
<?cs each:story = Refused ?>
        <li><?cs if:story.id ?><a href="<?cs var:Base ?>/desk/story/<?cs var:story.id ?>"><?cs var:story.title ?></a>: <?cs /if ?><?cs var:story.why ?></li>
<?cs /each ?>
      </ul>
    </div></div>
<?cs /if ?>
<?cs include!"part/desk_tabs.cs" ?>
<?cs include!"part/desk_tools.cs" ?>
<?cs if:Plan.rows == "0" ?>
    <div class="empty">
      <h2><?cs if:Plan.tab ?><?cs var:Plan.empty ?><?cs else ?>Здесь пусто<?cs /if ?></h2>
      <p><?cs if:Plan.filtered ?>С этим отбором ничего нет.<?cs else ?>Материалы появятся здесь, когда их добавят в план.<?cs /if ?></p>
      <p class="acts"><?cs if:Plan.filtered ?><a class="btn" href="<?cs var:Base ?>/desk/plan?view=<?cs var:Plan.view ?>">Сбросить отбор</a><?cs elif:Me.may_plan && !Plan.tab ?><a class="btn" href="<?cs var:Base ?>/desk/event/new">Добавить событие</a><?cs else ?><a class="btn" href="<?cs var:Base ?>/desk/plan?view=month">Открыть план</a><?cs /if ?></p>
    </div>
<?cs else ?>
<?cs if:Plan.pick ?>
    <form class="bulk" method="post" action="<?cs var:Base ?><?cs var:Plan.approve ?>"><?cs call:csrf() ?>
<?cs /if ?>
    <table class="stack agenda<?cs if:Plan.view == "agenda" ?> days<?cs /if ?>" data-region="plan">
      <caption>Время: <?cs var:Site.zone ?>. <span class="noprint"><a href="<?cs var:Base ?><?cs var:Plan.csv ?>">Скачать CSV</a>, <a href="<?cs var:Base ?><?cs var:Plan.print ?>">напечатать на А4</a></span></caption>
<?cs include!"part/desk_rows.cs" ?>
    </table>
<?cs if:Plan.pick ?>
<?cs if:Plan.boxes ?>
      <div class="foot"><span class="meta">Каждый материал проверяется отдельно</span> <button type="submit" class="btn">Согласовать отмеченные</button></div>
<?cs /if ?>
    </form>
<?cs /if ?>
<?cs /if ?>
<?cs if:Plan.no_channel ?><?cs include!"part/desk_connect.cs" ?><?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
