<?cs # what is late now, the longest first: Late.N id number text who remark; Late_words _more; Cycle.id .draft ?>
<?cs if:Late_words && !Cycle.draft ?>
    <section class="panel mb" aria-labelledby="h-l">
      <h2 id="h-l">Опаздывают сейчас: <?cs var:Late_words ?></h2>
      <ul class="list">
<?cs each:row = Late ?>
        <li><div class="g"><a href="<?cs var:Base ?>/desk/activity/<?cs var:row.id ?>"><?cs if:row.number ?><?cs var:row.number ?> <?cs /if ?><?cs var:row.text ?></a><br><small><?cs if:row.who ?><?cs var:row.who ?>; <?cs /if ?><?cs var:row.remark ?></small></div></li>
<?cs /each ?>
      </ul>
<?cs if:Late_more ?>
      <p class="meta f">И ещё <?cs var:Late_more ?>: <a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Cycle.id ?>&amp;state=overdue">все опаздывающие</a>.</p>
<?cs /if ?>
    </section>
<?cs /if ?>
