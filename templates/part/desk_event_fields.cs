<?cs # fields of an event: Form.* Who.N ?>
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
