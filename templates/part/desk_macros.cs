<?cs # macros of the desk: icon csrf choices line area problem badge ?>
<?cs # need Base Static.icons_svg Me.csrf Page.here Rail.attention Rail.Registers.N name title current Rail.registers_open ?>
<?cs def:icon(name) ?><svg class="i" aria-hidden="true"><use href="<?cs var:Base ?>/static/<?cs var:Static.icons_svg ?>#i-<?cs var:name ?>"/></svg><?cs /def ?>
<?cs def:csrf() ?><input type="hidden" name="csrf" value="<?cs var:Me.csrf ?>"><?cs /def ?>
<?cs def:back() ?><?cs if:Page.here ?><input type="hidden" name="back" value="<?cs var:Page.here ?>"><?cs /if ?><?cs /def ?>
<?cs def:badge(css, label) ?><span class="st s-<?cs var:css ?>"><?cs var:label ?></span><?cs /def ?>
<?cs def:choices(list) ?><?cs each:option = list ?><option value="<?cs var:option.value ?>"<?cs if:option.selected ?> selected<?cs /if ?>><?cs var:option.label ?></option><?cs /each ?><?cs /def ?>
<?cs def:wrong(field, id) ?><?cs if:field.error ?><p class="msg" id="<?cs var:id ?>-e"><?cs var:field.error ?></p><?cs /if ?><?cs /def ?>
<?cs def:invalid(field, id) ?><?cs if:field.error ?> aria-invalid="true" aria-describedby="<?cs var:id ?>-e" autofocus<?cs /if ?><?cs /def ?>
<?cs def:line(field, id, name, label, hint) ?>
<div class="f<?cs if:field.error ?> err<?cs /if ?>">
  <label for="<?cs var:id ?>"><?cs var:label ?></label>
  <?cs if:hint ?><p class="hint"><?cs var:hint ?></p><?cs /if ?>
  <?cs call:wrong(field, id) ?>
  <input type="text" id="<?cs var:id ?>" name="<?cs var:name ?>" value="<?cs var:field.value ?>"<?cs call:invalid(field, id) ?>>
</div>
<?cs /def ?>
<?cs def:area(field, id, name, label, hint, rows) ?>
<div class="f<?cs if:field.error ?> err<?cs /if ?>">
  <label for="<?cs var:id ?>"><?cs var:label ?></label>
  <?cs if:hint ?><p class="hint"><?cs var:hint ?></p><?cs /if ?>
  <?cs call:wrong(field, id) ?>
  <textarea id="<?cs var:id ?>" name="<?cs var:name ?>" rows="<?cs var:rows ?>"<?cs call:invalid(field, id) ?>>
<?cs var:field.value ?></textarea>
</div>
<?cs /def ?>
<?cs def:moment(field, id, name, label) ?>
<div class="f<?cs if:field.error ?> err<?cs /if ?>">
  <label for="<?cs var:id ?>"><?cs var:label ?></label>
  <?cs call:wrong(field, id) ?>
  <input type="datetime-local" id="<?cs var:id ?>" name="<?cs var:name ?>" value="<?cs var:field.value ?>"<?cs call:invalid(field, id) ?>>
</div>
<?cs /def ?>
<?cs def:rail_link(section, path, name, text) ?>
        <li><a href="<?cs var:Base ?><?cs var:path ?>"<?cs if:Page.section == section ?> aria-current="page"<?cs /if ?>><?cs call:icon(name) ?> <?cs var:text ?><?cs if:section == "attention" ?><?cs if:Rail.attention ?> <span class="n hot"><?cs var:Rail.attention ?></span><?cs /if ?><?cs /if ?></a></li>
<?cs /def ?>
<?cs def:rail() ?>
      <ul>
<?cs call:rail_link("home", "/desk/", "today", "Сегодня") ?>
<?cs call:rail_link("attention", "/desk/attention", "no", "Требуют внимания") ?>
<?cs call:rail_link("roadmap", "/desk/roadmap", "map", "Дорожная карта") ?>
<?cs call:rail_link("control", "/desk/control", "ok", "Контрольный лист") ?>
<?cs call:rail_link("figures", "/desk/figures", "chart", "Показатели") ?>
<?cs call:rail_link("plan", "/desk/plan", "plan", "Медиаплан") ?>
<?cs call:rail_link("events", "/desk/events", "event", "События") ?>
<?cs call:rail_link("rubrics", "/desk/rubrics", "tag", "Рубрики") ?>
      </ul>
      <ul>
<?cs call:rail_link("topics", "/desk/topics", "docs", "Страницы раздела") ?>
        <li>
          <details class="sublist"<?cs if:Rail.registers_open ?> open<?cs /if ?>>
            <summary class="arr"><?cs call:icon("digest") ?> Списки раздела</summary>
            <ul>
<?cs each:register = Rail.Registers ?>
              <li><a href="<?cs var:Base ?>/desk/registers/<?cs var:register.name ?>"<?cs if:register.current ?> aria-current="page"<?cs /if ?>><?cs var:register.title ?></a></li>
<?cs /each ?>
            </ul>
          </details>
        </li>
      </ul>
      <ul>
<?cs call:rail_link("vk", "/desk/vk", "link", "ВКонтакте") ?>
<?cs call:rail_link("settings", "/desk/settings", "set", "Настройки") ?>
<?cs if:Me.may_admin ?><?cs call:rail_link("accounts", "/desk/accounts", "people", "Учётные записи") ?><?cs /if ?>
<?cs if:Me.may_journal ?><?cs call:rail_link("journal", "/desk/journal", "log", "Журнал") ?><?cs /if ?>
<?cs call:rail_link("help", "/desk/help", "help", "Справка") ?>
        <li><a href="<?cs var:Base ?>/"><?cs call:icon("site") ?> Раздел на сайте</a></li>
      </ul>
<?cs /def ?>
<?cs def:look(name, value, label, chosen) ?><label class="opt"><input type="radio" name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs if:chosen ?> checked<?cs /if ?>> <?cs var:label ?></label>
<?cs /def ?>
