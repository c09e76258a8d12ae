<?cs # fields of an event: Form.* Who.N Activity.id words ?>
<?cs call:line(Form.title, "title", "title", "Название", "") ?>
        <div class="two">
<?cs call:moment(Form.start, "start", "start", "Начало") ?>
<?cs call:moment(Form.end, "end", "end", "Конец") ?>
        </div>
<?cs call:line(Form.place, "place", "place", "Место", "") ?>
<?cs call:line(Form.audience, "audience", "audience", "Для кого", "") ?>
        <p class="f"><label for="who">Ответственный</label><select id="who" name="who"><option value="0">Не назначен</option><?cs call:choices(Who) ?></select></p>
<?cs call:area(Form.about, "about", "about", "О событии", "", "4") ?>
        <p class="f"><label class="opt"><input type="checkbox" name="public" value="1"<?cs if:Form.public.checked ?> checked<?cs /if ?>> Показывать в календаре на сайте</label></p>
        <p class="f"><label class="opt"><input type="checkbox" name="informs" value="1"<?cs if:Form.informs.checked ?> checked<?cs /if ?>> <span>Рассказываем о программе наставничества<br><small>Педсовет, родительское собрание, классный час, встреча с партнёрами: пришедшие войдут в показатели</small></span></label></p>
<?cs if:Activity.id ?>
        <p class="f"><label class="opt"><input type="checkbox" name="activity" value="<?cs var:Activity.id ?>"<?cs if:Form.activity.value ?> checked<?cs /if ?>> <span>По дорожной карте: <a href="<?cs var:Base ?>/desk/activity/<?cs var:Activity.id ?>"><?cs var:Activity.words ?></a></span></label></p>
<?cs /if ?>
