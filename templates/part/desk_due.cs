<?cs # one list of what is due: a macro over Today, Week, Later ?>
<?cs def:due_list(list) ?>
        <ul class="list">
<?cs each:row = list ?>
          <li>
            <span class="w"><?cs var:row.when ?></span>
            <div class="g"><a href="<?cs var:Base ?>/desk/story/<?cs var:row.id ?>"><?cs var:row.title ?></a> <?cs call:badge(row.css, row.label) ?><br><small><?cs var:row.kind ?><?cs if:row.rubric ?> · <?cs var:row.rubric ?><?cs /if ?><?cs if:row.note ?>. <?cs var:row.note ?><?cs /if ?></small></div>
            <a class="btn quiet" href="<?cs var:Base ?>/desk/story/<?cs var:row.id ?>"><?cs var:row.verb ?><span class="vh">: <?cs var:row.title ?></span></a>
          </li>
<?cs /each ?>
        </ul>
<?cs /def ?>
