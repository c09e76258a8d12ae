<?cs # a new event: Form.* Who.N Slots.N value label rule selected ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/events">События</a></p><h1>Новое событие</h1></div>
    </div>
    <form method="post" action="<?cs var:Base ?>/desk/event/new">
      <?cs call:csrf() ?>
      <div class="duo">
        <section class="panel" aria-labelledby="h-e">
          <h2 id="h-e">О событии</h2>
<?cs include!"part/desk_event_fields.cs" ?>
        </section>
        <section class="panel" aria-labelledby="h-s">
          <h2 id="h-s">Какие материалы нужны</h2>
          <p class="meta">Для каждого в плане появится пустое окно. Потом можно добавить или убрать.</p>
          <fieldset class="f">
            <legend class="vh">Виды материалов</legend>
<?cs each:slot = Slots ?>
            <label class="opt"><input type="checkbox" name="slot" value="<?cs var:slot.value ?>"<?cs if:slot.selected ?> checked<?cs /if ?>> <span><?cs var:slot.label ?><br><small><?cs var:slot.rule ?></small></span></label>
<?cs /each ?>
          </fieldset>
        </section>
      </div>
      <div class="foot"><span class="meta">Время: <?cs var:Site.zone ?></span> <button type="submit" class="btn">Добавить событие</button></div>
    </form>
<?cs include!"layout/desk_bottom.cs" ?>
