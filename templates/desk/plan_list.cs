<?cs # the media plan as a list or by days: Tabs.N Plan.* Rows.N ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><h1><?cs var:Plan.heading ?></h1></div>
      <p class="acts"><?cs if:Me.may_write ?><a class="btn" href="<?cs var:Base ?>/desk/story/new">Новый материал</a><?cs /if ?> <?cs if:Me.may_plan ?><a class="btn quiet" href="<?cs var:Base ?>/desk/event/new">Новое событие</a><?cs /if ?></p>
    </div>
<?cs include!"part/desk_tabs.cs" ?>
<?cs include!"part/desk_tools.cs" ?>
<?cs if:Plan.rows == "0" ?>
    <div class="empty">
      <h2><?cs if:Plan.tab ?><?cs var:Plan.empty ?><?cs else ?>Здесь пусто<?cs /if ?></h2>
      <p><?cs if:Plan.filtered ?>С этим отбором ничего нет.<?cs else ?>Материалы появятся здесь, когда их добавят в план.<?cs /if ?></p>
      <p class="acts"><?cs if:Plan.filtered ?><a class="btn" href="<?cs var:Base ?>/desk/plan?view=<?cs var:Plan.view ?>">Сбросить отбор</a><?cs elif:Me.may_plan && !Plan.tab ?><a class="btn" href="<?cs var:Base ?>/desk/event/new">Добавить событие</a><?cs else ?><a class="btn" href="<?cs var:Base ?>/desk/plan?view=month">Открыть план</a><?cs /if ?></p>
    </div>
<?cs else ?>
    <table class="stack agenda<?cs if:Plan.view == "agenda" ?> days<?cs /if ?>" data-region="plan">
      <caption>Время: <?cs var:Site.zone ?>. <span class="noprint"><a href="<?cs var:Base ?><?cs var:Plan.csv ?>">Скачать CSV</a>, <a href="<?cs var:Base ?><?cs var:Plan.print ?>">напечатать на А4</a></span></caption>
<?cs include!"part/desk_rows.cs" ?>
    </table>
<?cs /if ?>
<?cs if:Plan.no_channel ?><?cs include!"part/desk_connect.cs" ?><?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
