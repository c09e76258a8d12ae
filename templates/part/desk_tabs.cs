<?cs # tabs with counts: Tabs.N label path count hot current ?>
    <nav aria-label="Состояние материалов" data-region="tabs">
      <ul class="tabs">
<?cs each:tab = Tabs ?>
        <li><a href="<?cs var:Base ?><?cs var:tab.path ?>"<?cs if:tab.current ?> aria-current="page"<?cs /if ?>><?cs var:tab.label ?> <span class="n<?cs if:tab.hot ?> hot<?cs /if ?>"><?cs var:tab.count ?></span></a></li>
<?cs /each ?>
      </ul>
    </nav>
